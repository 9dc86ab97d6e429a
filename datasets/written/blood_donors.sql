CREATE TABLE donors (
  donor_id INTEGER PRIMARY KEY, -- 献血者编号
  name VARCHAR(20) NOT NULL, -- 姓名
  gender VARCHAR(2), -- 性别：男/女
  blood_type VARCHAR(4) NOT NULL, -- 血型：A/B/O/AB
  birth_date DATE, -- 出生日期
  occupation VARCHAR(20) NOT NULL, -- 职业：学生/教师/医生/工人/公务员/其他
  district VARCHAR(20) NOT NULL, -- 居住区
  phone VARCHAR(20), -- 手机
  registered_on DATE -- 登记日期
);

CREATE TABLE donations (
  donation_id INTEGER PRIMARY KEY, -- 献血记录编号
  donor_id INTEGER NOT NULL, -- 献血者编号
  donated_on DATE NOT NULL, -- 献血日期
  site VARCHAR(30) NOT NULL, -- 采血点
  kind VARCHAR(10), -- 类型：全血/血小板
  volume_ml INTEGER, -- 献血量（毫升）
  hemoglobin INTEGER, -- 血红蛋白（g/L）
  result VARCHAR(10), -- 检测结果：合格/不合格/待检
  nurse VARCHAR(20) NOT NULL, -- 采血护士
  FOREIGN KEY (donor_id) REFERENCES donors (donor_id)
);
