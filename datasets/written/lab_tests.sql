CREATE TABLE patients (
  patient_id INTEGER PRIMARY KEY COMMENT '病历号',
  name VARCHAR(20) COMMENT '姓名',
  sex VARCHAR(2) COMMENT '性别：男/女',
  birth_date DATE COMMENT '出生日期',
  blood_type VARCHAR(4) COMMENT '血型：A/B/O/AB',
  ward VARCHAR(20) COMMENT '病区',
  phone VARCHAR(20) COMMENT '联系电话'
);
CREATE TABLE lab_results (
  result_id INTEGER PRIMARY KEY COMMENT '结果编号',
  patient_id INTEGER COMMENT '病历号',
  item VARCHAR(30) COMMENT '检验项目',
  value DECIMAL(10,2) COMMENT '结果值',
  ref_low DECIMAL(10,2) COMMENT '参考下限',
  ref_high DECIMAL(10,2) COMMENT '参考上限',
  flag VARCHAR(10) COMMENT '提示：正常/偏高/偏低/危急',
  specimen VARCHAR(10) COMMENT '标本：血清/全血/尿液/粪便',
  technician VARCHAR(20) COMMENT '检验员',
  sampled_on DATE COMMENT '采样日期',
  reported_on DATE COMMENT '报告日期，未出报告为空',
  price DECIMAL(8,2) COMMENT '收费',
  FOREIGN KEY (patient_id) REFERENCES patients(patient_id)
);
