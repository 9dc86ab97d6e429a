CREATE TABLE riders (
  rider_id INTEGER PRIMARY KEY, -- 骑手编号
  rider_name VARCHAR(20) NOT NULL, -- 骑手姓名
  gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
  age INTEGER, -- 年龄
  station VARCHAR(20), -- 所属站点
  vehicle VARCHAR(10), -- 车型：电动车/摩托车/自行车
  join_date DATE, -- 入职日期
  level VARCHAR(10), -- 等级：青铜/白银/黄金/王者
  base_salary DECIMAL(8,2), -- 底薪（元）
  rating DECIMAL(3,2), -- 好评分（满分5）
  phone VARCHAR(20) -- 手机号
);

CREATE TABLE deliveries (
  order_id INTEGER PRIMARY KEY, -- 订单号
  rider_id INTEGER NOT NULL, -- 骑手编号
  shop VARCHAR(30), -- 商家
  district VARCHAR(20), -- 送达区域
  delivery_date DATE, -- 配送日期
  distance_km DECIMAL(5,2), -- 配送距离（公里）
  minutes_used INTEGER, -- 配送用时（分钟）
  fee DECIMAL(6,2), -- 配送费（元）
  tip DECIMAL(6,2), -- 打赏（元）
  weather VARCHAR(10), -- 天气：晴/雨/雪/大风
  status VARCHAR(10) NOT NULL, -- 状态：已送达/超时/取消/退回
  complaint VARCHAR(50), -- 投诉内容
  FOREIGN KEY (rider_id) REFERENCES riders(rider_id)
);
