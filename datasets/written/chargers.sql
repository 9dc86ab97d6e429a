CREATE TABLE chargers (
  station_id INTEGER PRIMARY KEY, -- 充电站编号
  station_name VARCHAR(40) NOT NULL, -- 站名
  operator VARCHAR(20), -- 运营商：特来电/星星充电/国家电网/云快充
  district VARCHAR(20), -- 行政区
  site_type VARCHAR(10), -- 场地类型：商场/小区/高速服务区/写字楼
  fast_piles INTEGER, -- 快充桩数
  slow_piles INTEGER, -- 慢充桩数
  broken_piles INTEGER, -- 故障桩数
  max_power INTEGER, -- 最大功率（kW）
  price DECIMAL(6, 2), -- 电价（元/度）
  service_fee DECIMAL(6, 2), -- 服务费（元/度）
  parking_fee DECIMAL(6, 2), -- 停车费（元/小时），空表示免费
  month_kwh DECIMAL(12, 2), -- 本月充电量（度）
  month_orders INTEGER, -- 本月订单数
  month_profit DECIMAL(12, 2), -- 本月利润（元），可为负
  opened DATE -- 投运日期
);
