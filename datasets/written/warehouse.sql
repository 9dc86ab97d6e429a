-- 仓库台账
CREATE TABLE goods (
    sku VARCHAR(12) PRIMARY KEY,          -- 货号
    goods_name VARCHAR(40) NOT NULL,      -- 品名
    category VARCHAR(10) CHECK (category IN ('五金', '电器', '日化', '食品', '文具')), -- 类别
    unit VARCHAR(4),                      -- 单位：箱/件/袋/个
    unit_price DECIMAL(10,2),             -- 单价(元)
    weight_kg DECIMAL(8,2),               -- 单件重量(kg)
    stock INTEGER,                        -- 现有库存
    safety_stock INTEGER,                 -- 安全库存
    shelf VARCHAR(10),                    -- 货架号
    supplier VARCHAR(40),                 -- 供应商
    expires_on DATE                       -- 保质期至
);

CREATE TABLE movements (
    move_id INTEGER PRIMARY KEY,          -- 流水号
    sku VARCHAR(12) REFERENCES goods(sku),-- 货号
    direction VARCHAR(4) CHECK (direction IN ('入库', '出库')), -- 方向
    quantity INTEGER,                     -- 数量
    moved_on DATE,                        -- 日期
    keeper VARCHAR(20),                   -- 经手仓管
    customer VARCHAR(40),                 -- 领用客户(入库为空)
    truck_no VARCHAR(12),                 -- 车牌
    remark VARCHAR(100)                   -- 备注
);
