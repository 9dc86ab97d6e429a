CREATE TABLE farms (
  farm_id INTEGER PRIMARY KEY, -- 农场编号
  farm_name VARCHAR(40) NOT NULL, -- 农场名称
  owner VARCHAR(20), -- 场主姓名
  county VARCHAR(20), -- 所在县
  area_mu DECIMAL(10,1), -- 耕地面积（亩）
  soil VARCHAR(10), -- 土壤类型：黑土/沙土/黏土/盐碱地
  founded_year INTEGER, -- 建场年份
  phone VARCHAR(20) -- 联系电话
);

CREATE TABLE harvests (
  harvest_id INTEGER PRIMARY KEY, -- 收成编号
  farm_id INTEGER NOT NULL, -- 农场编号
  year INTEGER NOT NULL, -- 年份
  crop VARCHAR(10) NOT NULL, -- 作物：小麦/玉米/水稻/大豆/棉花/土豆
  planted_mu DECIMAL(10,1), -- 种植面积（亩）
  yield_kg DECIMAL(12,1), -- 总产量（公斤）
  price_per_kg DECIMAL(6,2), -- 收购价（元/公斤）
  sow_date DATE, -- 播种日期
  reap_date DATE, -- 收割日期
  grade VARCHAR(4) CHECK (grade IN ('一等', '二等', '等外')), -- 品质等级
  FOREIGN KEY (farm_id) REFERENCES farms(farm_id)
);
