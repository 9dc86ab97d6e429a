CREATE TABLE 房源 (
  房源编号 VARCHAR(12) PRIMARY KEY,
  小区 VARCHAR(30) NOT NULL,
  城区 VARCHAR(20),
  类型 VARCHAR(10) CHECK (类型 IN ('出售', '出租')),
  面积 DECIMAL(8, 2), -- 平方米
  卧室数 INTEGER,
  楼层 INTEGER,
  朝向 VARCHAR(10) CHECK (朝向 IN ('南', '北', '东', '西', '南北')),
  装修 VARCHAR(10), -- 毛坯/简装/精装
  总价 DECIMAL(10, 2), -- 万元，出租房为空
  月租 DECIMAL(10, 2), -- 元，出售房为空
  建成年份 INTEGER,
  距地铁 INTEGER, -- 米
  有无电梯 VARCHAR(2) CHECK (有无电梯 IN ('有', '无')),
  挂牌日期 DATE,
  经纪人 VARCHAR(20) NOT NULL,
  状态 VARCHAR(10) CHECK (状态 IN ('在架', '已成交', '已下架'))
);
