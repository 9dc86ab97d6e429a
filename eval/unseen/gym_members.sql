CREATE TABLE gym_members (
  member_no INTEGER PRIMARY KEY COMMENT '会员号',
  name VARCHAR(20) NOT NULL COMMENT '姓名',
  gender VARCHAR(2) COMMENT '性别：男/女',
  age INTEGER COMMENT '年龄',
  card_type VARCHAR(10) NOT NULL COMMENT '卡种：次卡/月卡/季卡/年卡',
  join_date DATE COMMENT '办卡日期',
  expire_date DATE COMMENT '到期日期',
  coach VARCHAR(20) COMMENT '私教',
  sessions_left INTEGER COMMENT '剩余私教课时',
  visits INTEGER COMMENT '到店次数',
  balance DECIMAL(8,2) COMMENT '账户余额（元）',
  body_fat DECIMAL(4,1) COMMENT '体脂率（%）',
  branch VARCHAR(20) NOT NULL COMMENT '门店',
  referrer VARCHAR(20) COMMENT '介绍人'
);
