CREATE TABLE train_tickets (
    ticket_id INTEGER PRIMARY KEY, -- 票号
    passenger VARCHAR(30) NOT NULL, -- 乘客姓名
    gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
    age INTEGER, -- 年龄
    train_no VARCHAR(10), -- 车次
    from_station VARCHAR(30), -- 出发站
    to_station VARCHAR(30), -- 到达站
    travel_date DATE, -- 乘车日期
    seat_type VARCHAR(10), -- 席别：二等座/一等座/商务座/硬座/硬卧/软卧
    price DECIMAL(8,2), -- 票价（元）
    distance INTEGER, -- 里程（公里）
    channel VARCHAR(10), -- 购票渠道：APP/窗口/代售点
    ticket_status VARCHAR(10), -- 状态：已出行/待出行/已退票/已改签
    refund_fee DECIMAL(8,2) -- 退票费（元），没退票为空
);
