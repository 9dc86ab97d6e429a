CREATE TABLE employees (
  emp_id INTEGER PRIMARY KEY, -- 工号
  name VARCHAR(20) NOT NULL, -- 姓名
  gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
  age INTEGER, -- 年龄
  team VARCHAR(20) CHECK (team IN ('电气组', '焊接组', '起重组', '叉车组', '安全组')), -- 班组
  hire_date DATE, -- 入职日期
  education VARCHAR(10) CHECK (education IN ('高中', '中专', '大专', '本科')), -- 学历
  skill_level VARCHAR(10), -- 技能等级：初级/中级/高级/技师
  allowance DECIMAL(8, 2), -- 月技能津贴（元）
  phone VARCHAR(20) -- 手机号，可空
);

CREATE TABLE certificates (
  cert_id INTEGER PRIMARY KEY, -- 证书编号
  emp_id INTEGER NOT NULL, -- 持证人工号
  cert_name VARCHAR(30), -- 证书名称：电工证/焊工证/叉车证/起重证/安全员证/高处作业证
  issuer VARCHAR(20), -- 发证机关：应急管理局/市场监管局/人社局
  issue_date DATE, -- 发证日期
  expire_date DATE, -- 到期日期，长期有效的为空
  exam_score INTEGER, -- 考试成绩（百分制）
  fee DECIMAL(8, 2), -- 报考费（元）
  FOREIGN KEY (emp_id) REFERENCES employees (emp_id)
);
