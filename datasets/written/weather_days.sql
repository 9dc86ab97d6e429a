CREATE TABLE weather_days (
  day DATE NOT NULL, -- 日期
  station VARCHAR(20) NOT NULL, -- 站点
  weekday VARCHAR(3), -- 星期：周一/周二/周三/周四/周五/周六/周日
  weather VARCHAR(10), -- 天气：晴/多云/阴/小雨/大雨/雪/雾
  max_temp DECIMAL(4,1), -- 最高气温（℃）
  min_temp DECIMAL(4,1), -- 最低气温（℃）
  rainfall DECIMAL(6,1), -- 降水量（毫米）
  humidity INTEGER, -- 相对湿度（%）
  wind_speed DECIMAL(4,1), -- 风速（米/秒）
  wind_dir VARCHAR(4), -- 风向：东/南/西/北/东南/东北/西南/西北
  sunshine DECIMAL(4,1), -- 日照时数（小时）
  visibility DECIMAL(5,1), -- 能见度（公里）
  pm25 INTEGER, -- PM2.5
  aqi INTEGER, -- 空气质量指数
  PRIMARY KEY (day, station)
);
