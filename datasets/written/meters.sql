CREATE TABLE households (
  household_id INTEGER PRIMARY KEY COMMENT '户号',
  owner_name VARCHAR(30) NOT NULL COMMENT '户主',
  building VARCHAR(10) NOT NULL COMMENT '楼栋',
  room_no VARCHAR(10) COMMENT '房号',
  area_m2 DECIMAL(7, 2) COMMENT '面积',
  residents INTEGER COMMENT '常住人口',
  phone VARCHAR(20) COMMENT '电话',
  move_in_date DATE COMMENT '入住日期',
  house_type VARCHAR(10) COMMENT '房屋性质：自住/出租/空置'
);

CREATE TABLE readings (
  reading_id INTEGER PRIMARY KEY COMMENT '抄表编号',
  household_id INTEGER NOT NULL COMMENT '户号',
  read_month DATE COMMENT '抄表月份，每月1日',
  water_m3 DECIMAL(8, 2) COMMENT '用水量（吨）',
  power_kwh DECIMAL(8, 2) COMMENT '用电量（度）',
  gas_m3 DECIMAL(8, 2) COMMENT '用气量（方）',
  bill_amount DECIMAL(10, 2) COMMENT '应缴金额',
  pay_status VARCHAR(10) COMMENT '缴费状态：已缴/未缴/部分缴',
  reader_name VARCHAR(20) NOT NULL COMMENT '抄表员',
  FOREIGN KEY (household_id) REFERENCES households (household_id)
);
