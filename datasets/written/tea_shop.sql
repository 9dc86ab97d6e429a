CREATE TABLE daily_sales (
    sale_date DATE, -- 日期
    branch VARCHAR(20), -- 门店
    manager VARCHAR(20), -- 当班店长
    weather VARCHAR(10) CHECK (weather IN ('晴', '阴', '雨', '雪')), -- 天气
    milk_tea INTEGER, -- 奶茶杯数
    fruit_tea INTEGER, -- 果茶杯数
    pure_tea INTEGER, -- 纯茶杯数
    coffee INTEGER, -- 咖啡杯数
    delivery_orders INTEGER, -- 外卖单数
    new_members INTEGER, -- 新增会员
    complaints INTEGER, -- 投诉数
    revenue DECIMAL(10, 2), -- 营业额（元）
    material_cost DECIMAL(10, 2), -- 原料成本（元）
    is_holiday VARCHAR(2) CHECK (is_holiday IN ('是', '否')), -- 是否节假日
    PRIMARY KEY (sale_date, branch)
);
