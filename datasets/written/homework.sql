CREATE TABLE pupils (
    pupil_id INT PRIMARY KEY,        -- 学号
    pupil_name VARCHAR(20),          -- 姓名
    gender CHAR(2),                  -- 性别：男/女
    class_name VARCHAR(20) NOT NULL, -- 班级
    seat_no INT,                     -- 座位号
    group_leader VARCHAR(20),        -- 小组长
    birthday DATE                    -- 生日
);
CREATE TABLE submissions (
    submission_id INT PRIMARY KEY,   -- 提交编号
    pupil_id INT NOT NULL,           -- 学号
    subject VARCHAR(20),             -- 科目：语文/数学/英语/科学
    title VARCHAR(60),               -- 作业题目
    submitted_on DATE,               -- 提交日期
    state VARCHAR(10),               -- 状态：按时/迟交/缺交
    score DECIMAL(5,1),              -- 得分（满分100）
    minutes_spent INT,               -- 用时（分钟）
    comment_text VARCHAR(200),       -- 老师评语
    FOREIGN KEY (pupil_id) REFERENCES pupils (pupil_id)
);
