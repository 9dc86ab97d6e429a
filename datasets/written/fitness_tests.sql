-- 学生体质健康测试成绩表
CREATE TABLE fitness_tests (
    test_id INTEGER PRIMARY KEY,           -- 测试记录编号
    pupil_no VARCHAR(20) NOT NULL,         -- 学号
    name VARCHAR(30) NOT NULL,             -- 姓名
    gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
    class VARCHAR(20) NOT NULL,            -- 班级，如 五1班
    year INTEGER,                          -- 测试年份
    height DECIMAL(5,1),                   -- 身高（厘米）
    weight DECIMAL(5,1),                   -- 体重（公斤）
    lung_capacity INTEGER,                 -- 肺活量（毫升）
    run_50m DECIMAL(4,1),                  -- 50米跑（秒）
    sit_reach DECIMAL(4,1),                -- 坐位体前屈（厘米）
    rope_skip INTEGER,                     -- 一分钟跳绳（次）
    sit_ups INTEGER,                       -- 一分钟仰卧起坐（个）
    shuttle_run DECIMAL(5,1),              -- 50米×8往返跑（秒）
    grade VARCHAR(10)                      -- 等级：优秀/良好/及格/不及格
);
