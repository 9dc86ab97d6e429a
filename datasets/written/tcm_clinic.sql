-- 中医馆坐诊与就诊
CREATE TABLE doctors (
  doctor_id INTEGER PRIMARY KEY,   -- 医生编号
  doctor_name VARCHAR(20),         -- 医生姓名
  gender VARCHAR(2) CHECK (gender IN ('男', '女')),  -- 性别
  title VARCHAR(20),               -- 职称：主任医师/副主任医师/主治医师/住院医师
  specialty VARCHAR(20),           -- 专长：内科/妇科/针灸/推拿/儿科
  practice_years INTEGER,          -- 从业年限（年）
  consult_fee DECIMAL(8,2),        -- 挂号费（元）
  join_date DATE                   -- 到馆日期
);
CREATE TABLE visits (
  visit_id INTEGER PRIMARY KEY,    -- 就诊号
  doctor_id INTEGER,               -- 接诊医生
  patient_name VARCHAR(20),        -- 患者姓名
  patient_age INTEGER,             -- 患者年龄（岁）
  visit_date DATE,                 -- 就诊日期
  syndrome VARCHAR(20),            -- 辨证：气虚/血瘀/痰湿/肝郁/阴虚
  treatment VARCHAR(20),           -- 治法：汤药/针灸/推拿/拔罐/艾灸
  herb_doses INTEGER,              -- 开药付数
  herb_fee DECIMAL(10,2),          -- 药费（元）
  therapy_fee DECIMAL(10,2),       -- 治疗费（元）
  is_return VARCHAR(2) CHECK (is_return IN ('是', '否')), -- 是否复诊
  next_visit DATE,                 -- 预约下次就诊，没约为空
  FOREIGN KEY (doctor_id) REFERENCES doctors(doctor_id)
);
