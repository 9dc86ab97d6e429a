CREATE TABLE payroll (
    emp_no INTEGER PRIMARY KEY, -- 工号
    name VARCHAR(20) NOT NULL, -- 姓名
    gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
    age INTEGER, -- 年龄
    department VARCHAR(20), -- 部门：生产部/销售部/财务部/研发部/行政部
    job_title VARCHAR(20), -- 职务
    hire_date DATE, -- 入职日期
    base_salary DECIMAL(10, 2), -- 基本工资
    performance_pay DECIMAL(10, 2), -- 绩效工资
    overtime_pay DECIMAL(10, 2), -- 加班费
    meal_allowance DECIMAL(10, 2), -- 餐补
    absence_days INTEGER, -- 缺勤天数
    social_insurance DECIMAL(10, 2), -- 社保扣款
    income_tax DECIMAL(10, 2), -- 个人所得税
    net_pay DECIMAL(10, 2) -- 实发工资
);
