CREATE TABLE stations (
  station_id INTEGER PRIMARY KEY COMMENT '站点编号',
  station_name VARCHAR(40) NOT NULL COMMENT '站点名称',
  district VARCHAR(20) COMMENT '所在区',
  docks INTEGER COMMENT '车桩数',
  bikes_now INTEGER COMMENT '当前在桩车辆数',
  opened_on DATE COMMENT '启用日期',
  status VARCHAR(10) COMMENT '状态：运营/检修/停用'
);

CREATE TABLE trips (
  trip_id INTEGER PRIMARY KEY COMMENT '骑行单号',
  rider_name VARCHAR(20) COMMENT '骑行者',
  card_type VARCHAR(10) COMMENT '卡类型：月卡/年卡/单次',
  bike_no VARCHAR(12) COMMENT '车辆编号',
  station_id INTEGER COMMENT '借车站点',
  ride_date DATE COMMENT '骑行日期',
  minutes INTEGER COMMENT '骑行时长（分钟）',
  distance DECIMAL(6, 2) COMMENT '骑行距离（公里）',
  cost DECIMAL(6, 2) COMMENT '费用（元）',
  complaint VARCHAR(50) COMMENT '投诉内容，没有则为空',
  FOREIGN KEY (station_id) REFERENCES stations (station_id)
);
