CREATE TABLE training_exam (
    staff_id INTEGER NOT NULL,        -- 工号
    exam_year INTEGER NOT NULL,       -- 考核年度
    name VARCHAR(30),                 -- 姓名
    department VARCHAR(20),           -- 部门：生产部/质检部/仓储部/销售部/行政部
    instructor VARCHAR(30),           -- 培训讲师
    hire_date DATE,                   -- 入职日期
    safety DECIMAL(5,1),              -- 安全生产（满分100）
    quality DECIMAL(5,1),             -- 质量管理（满分100）
    equipment DECIMAL(5,1),           -- 设备操作（满分100）
    law DECIMAL(5,1),                 -- 法规（满分100）
    computer DECIMAL(5,1),            -- 计算机（满分100）
    first_aid DECIMAL(5,1),           -- 急救（满分100），缺考为空
    PRIMARY KEY (staff_id, exam_year)
);
