CREATE TABLE residents (
  resident_id INTEGER PRIMARY KEY, -- 老人编号
  name VARCHAR(20) NOT NULL, -- 姓名
  gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
  age INTEGER, -- 年龄（岁）
  room VARCHAR(10), -- 房间号
  floor INTEGER NOT NULL, -- 楼层
  care_level VARCHAR(10) CHECK (care_level IN ('自理', '半护理', '全护理', '特护')), -- 护理等级
  admitted_on DATE, -- 入住日期
  hometown VARCHAR(20), -- 籍贯
  caregiver VARCHAR(20) NOT NULL, -- 责任护工
  monthly_fee DECIMAL(8,2), -- 每月费用（元）
  deposit DECIMAL(8,2), -- 押金（元）
  arrears DECIMAL(8,2), -- 欠费（元）
  pension DECIMAL(8,2), -- 每月退休金（元）
  children_count INTEGER, -- 子女数
  visits_this_year INTEGER, -- 今年家属探望次数
  weight_kg DECIMAL(4,1), -- 体重
  fall_count INTEGER, -- 跌倒次数
  medicines_per_day INTEGER, -- 每日服药种数
  diet VARCHAR(10) NOT NULL, -- 饮食：普食/软食/流食/糖尿病餐
  emergency_phone VARCHAR(20) -- 紧急联系电话
);
