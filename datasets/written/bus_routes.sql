CREATE TABLE bus_routes (
    route_id INTEGER PRIMARY KEY, -- 线路编号
    route_name VARCHAR(20) NOT NULL, -- 线路名，如 12路
    company VARCHAR(40), -- 运营公司
    route_type VARCHAR(10) CHECK (route_type IN ('常规', '快线', '夜班', '社区')), -- 线路类型
    first_bus TIME, -- 首班车
    last_bus TIME, -- 末班车
    interval_min INTEGER, -- 发车间隔（分钟）
    fare DECIMAL(4,1), -- 票价（元）
    length_km DECIMAL(5,1), -- 全长（公里）
    bus_count INTEGER, -- 配车数
    daily_riders INTEGER, -- 日均客流
    opened_on DATE -- 开通日期
);

CREATE TABLE bus_stops (
    stop_id INTEGER PRIMARY KEY, -- 站点编号
    stop_name VARCHAR(30) NOT NULL, -- 站名
    district VARCHAR(20), -- 所在区
    has_shelter VARCHAR(2), -- 有无候车亭：有/无
    built_year INTEGER -- 建站年份
);

CREATE TABLE route_stops (
    route_id INTEGER, -- 线路编号
    stop_id INTEGER, -- 站点编号
    seq INTEGER, -- 第几站
    boardings INTEGER, -- 日均上车人数
    PRIMARY KEY (route_id, stop_id),
    FOREIGN KEY (route_id) REFERENCES bus_routes (route_id),
    FOREIGN KEY (stop_id) REFERENCES bus_stops (stop_id)
);
