CREATE TABLE supplier (
    supplier_id INTEGER PRIMARY KEY COMMENT '供应商编号',
    supplier_name VARCHAR(60) COMMENT '供应商名称',
    contact VARCHAR(30) COMMENT '联系人',
    phone VARCHAR(20) COMMENT '电话',
    province VARCHAR(20) COMMENT '省份',
    level VARCHAR(2) CHECK (level IN ('A', 'B', 'C')),
    status VARCHAR(10) COMMENT '状态：合作中/暂停/已淘汰',
    credit_days INTEGER COMMENT '账期（天）',
    coop_since DATE COMMENT '开始合作日期',
    distance_km INTEGER COMMENT '距本厂公里数',
    score DECIMAL(4,1) COMMENT '年度评分（百分制）'
);
CREATE TABLE purchase (
    purchase_id INTEGER PRIMARY KEY COMMENT '采购单号',
    supplier_id INTEGER COMMENT '供应商编号',
    material VARCHAR(40) COMMENT '物料',
    category VARCHAR(20) COMMENT '类别：原材料/包装/五金/办公用品',
    quantity INTEGER COMMENT '数量',
    unit_price DECIMAL(10,2) COMMENT '单价（元）',
    amount DECIMAL(14,2) COMMENT '金额（元）',
    order_date DATE COMMENT '下单日期',
    arrival_date DATE COMMENT '到货日期，没到为空',
    paid VARCHAR(10) COMMENT '付款情况：已付/未付/部分付款',
    buyer VARCHAR(30) COMMENT '采购员',
    defect_qty INTEGER COMMENT '不良品数量',
    FOREIGN KEY (supplier_id) REFERENCES supplier(supplier_id)
);
