CREATE TABLE lots (
    lot_id INT PRIMARY KEY, -- 停车场编号
    lot_name VARCHAR(40) NOT NULL, -- 停车场名称
    district VARCHAR(20), -- 区
    lot_type VARCHAR(10) CHECK (lot_type IN ('地下', '地面', '立体')), -- 类型
    spaces INT, -- 车位数
    ev_spaces INT, -- 充电车位数
    hourly_price DECIMAL(6,2), -- 每小时单价（元）
    daily_cap DECIMAL(6,2), -- 全天封顶（元）
    manager VARCHAR(30), -- 负责人
    opened_year INT -- 启用年份
);

CREATE TABLE stays (
    stay_id INT PRIMARY KEY, -- 停车记录号
    lot_id INT NOT NULL, -- 停车场编号
    plate_no VARCHAR(12), -- 车牌号
    car_type VARCHAR(10), -- 车型：小型车/大型车/新能源
    stay_date DATE, -- 停车日期
    minutes INT, -- 停了多少分钟
    amount DECIMAL(8,2), -- 应收金额（元）
    pay_method VARCHAR(10), -- 支付方式：微信/支付宝/现金/ETC
    pay_status VARCHAR(6), -- 缴费状态：已缴/未缴/免费
    FOREIGN KEY (lot_id) REFERENCES lots (lot_id)
);
