CREATE TABLE households (
  house_id INTEGER PRIMARY KEY, -- 户号
  owner_name VARCHAR(20) NOT NULL, -- 户主姓名
  community VARCHAR(30), -- 小区
  building VARCHAR(10), -- 楼栋
  people INTEGER, -- 常住人口
  user_type VARCHAR(10) CHECK (user_type IN ('居民', '商铺', '机关')), -- 用户类别
  meter_no VARCHAR(20), -- 水表号
  installed DATE, -- 装表日期
  phone VARCHAR(20) -- 联系电话，可空
);

CREATE TABLE bills (
  bill_id INTEGER PRIMARY KEY, -- 账单号
  house_id INTEGER NOT NULL REFERENCES households (house_id), -- 户号
  bill_month VARCHAR(7), -- 账期，如 2023-03
  water_used DECIMAL(8, 2), -- 用水量（吨）
  amount DECIMAL(8, 2), -- 应缴金额（元）
  late_fee DECIMAL(8, 2), -- 滞纳金（元）
  paid_date DATE, -- 缴费日期，未缴为空
  pay_way VARCHAR(10), -- 缴费方式：微信/支付宝/柜台/代扣
  status VARCHAR(10) -- 状态：已缴/欠费
);
