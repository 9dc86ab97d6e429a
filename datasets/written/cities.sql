CREATE TABLE provinces (
  prov_id INTEGER PRIMARY KEY, -- 省份编号
  prov_name VARCHAR(20) NOT NULL, -- 省名
  region VARCHAR(6), -- 大区：华东/华南/华中/华北/西南/西北/东北
  area_km2 DECIMAL(12,1), -- 面积（平方公里）
  abbr VARCHAR(4) -- 简称
);

CREATE TABLE cities (
  city_id INTEGER PRIMARY KEY, -- 城市编号
  city_name VARCHAR(20) NOT NULL, -- 城市名
  prov_id INTEGER NOT NULL, -- 省份编号
  population DECIMAL(8,1), -- 常住人口（万人）
  gdp DECIMAL(10,1), -- 地区生产总值（亿元）
  area_km2 DECIMAL(10,1), -- 面积（平方公里）
  avg_salary INTEGER, -- 平均月薪（元）
  house_price INTEGER, -- 房价（元/平方米）
  metro_lines INTEGER, -- 地铁线路数
  is_capital BOOLEAN, -- 是否省会
  coastal BOOLEAN, -- 是否沿海
  tier VARCHAR(6), -- 城市级别：一线/新一线/二线/三线/四线
  FOREIGN KEY (prov_id) REFERENCES provinces(prov_id)
);
