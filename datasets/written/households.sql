CREATE TABLE 住户 (
  户号 VARCHAR(12) PRIMARY KEY,
  户主 VARCHAR(20) NOT NULL,
  性别 VARCHAR(2) CHECK (性别 IN ('男', '女')),
  户主年龄 INTEGER,
  村组 VARCHAR(20),
  户类型 VARCHAR(10) CHECK (户类型 IN ('一般户', '低保户', '脱贫户', '五保户')),
  人口数 INTEGER,
  劳动力数 INTEGER,
  耕地亩数 DECIMAL(6,1),
  房屋面积 DECIMAL(7,1), -- 平方米
  年收入 INTEGER, -- 元
  年支出 INTEGER, -- 元
  欠缴水费 DECIMAL(8,2), -- 元
  饮水来源 VARCHAR(10), -- 自来水/井水/泉水
  登记日期 DATE,
  联系电话 VARCHAR(20)
);
