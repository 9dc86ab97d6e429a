CREATE TABLE policies (
  policy_no VARCHAR(20) PRIMARY KEY, -- 保单号
  holder_name VARCHAR(30) NOT NULL, -- 投保人
  holder_age INTEGER, -- 投保人年龄
  gender VARCHAR(4), -- 性别：男/女
  province VARCHAR(20) NOT NULL, -- 省份
  product_type VARCHAR(20), -- 险种：车险/寿险/医疗险/意外险/财产险
  agent_name VARCHAR(30) NOT NULL, -- 业务员
  start_date DATE, -- 生效日期
  end_date DATE, -- 到期日期
  term_years INTEGER, -- 保障年限
  premium DECIMAL(12, 2), -- 年保费
  coverage DECIMAL(14, 2), -- 保额
  deductible DECIMAL(10, 2), -- 免赔额
  claim_count INTEGER, -- 理赔次数
  claim_amount DECIMAL(14, 2), -- 累计赔付
  pay_method VARCHAR(10), -- 缴费方式：年缴/月缴/趸缴
  status VARCHAR(10) -- 状态：有效/失效/退保/已满期
);
