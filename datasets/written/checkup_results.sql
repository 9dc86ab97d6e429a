CREATE TABLE checkup_results (
  checkup_id INTEGER PRIMARY KEY, -- 体检编号
  name VARCHAR(20) NOT NULL, -- 姓名
  gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
  age INTEGER, -- 年龄
  department VARCHAR(20) NOT NULL, -- 部门
  checkup_date DATE, -- 体检日期
  height_cm DECIMAL(5,1), -- 身高（cm）
  weight_kg DECIMAL(5,1), -- 体重（kg）
  waist_cm DECIMAL(5,1), -- 腰围（cm）
  systolic INTEGER, -- 收缩压（高压，mmHg）
  diastolic INTEGER, -- 舒张压（低压，mmHg）
  heart_rate INTEGER, -- 心率（次/分）
  blood_sugar DECIMAL(4,1), -- 空腹血糖（mmol/L）
  cholesterol DECIMAL(4,1), -- 总胆固醇（mmol/L）
  triglyceride DECIMAL(4,1), -- 甘油三酯（mmol/L）
  uric_acid INTEGER, -- 尿酸（μmol/L）
  hemoglobin INTEGER, -- 血红蛋白（g/L）
  vision_left DECIMAL(2,1), -- 左眼视力
  vision_right DECIMAL(2,1), -- 右眼视力
  smoker VARCHAR(2) CHECK (smoker IN ('是', '否')), -- 是否吸烟
  conclusion VARCHAR(10) -- 结论：正常/复查/异常
);
