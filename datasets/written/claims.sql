-- 医疗险理赔
CREATE TABLE claims (
  claim_no VARCHAR(20) PRIMARY KEY,   -- 赔案号
  policy_no VARCHAR(20),              -- 保单号
  insured VARCHAR(20),                -- 被保险人
  gender VARCHAR(2),                  -- 性别：男/女
  age INTEGER,                        -- 出险年龄（岁）
  plan VARCHAR(20),                   -- 险种：百万医疗/门诊险/重疾险/意外险
  city VARCHAR(20),                   -- 城市
  hospital VARCHAR(40),               -- 就诊医院
  diagnosis VARCHAR(40),              -- 诊断
  hospital_days INTEGER,              -- 住院天数，门诊为0
  filed_on DATE,                      -- 报案日期
  closed_on DATE,                     -- 结案日期，未结为空
  total_cost DECIMAL(12,2),           -- 总费用（元）
  social_paid DECIMAL(12,2),          -- 社保已付（元）
  deductible DECIMAL(10,2),           -- 免赔额（元）
  paid_amount DECIMAL(12,2),          -- 赔付金额（元）
  adjuster VARCHAR(20),               -- 理赔员
  status VARCHAR(10)                  -- 状态：审核中/已赔付/拒赔/撤案
);
