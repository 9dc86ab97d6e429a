-- 学生成绩表：一行是一名学生在一个学年的成绩
CREATE TABLE students (
    name       VARCHAR(50) NOT NULL,  -- 姓名
    student_id VARCHAR(20) NOT NULL,  -- 学号
    class      VARCHAR(20) NOT NULL,  -- 班级
    year       INTEGER     NOT NULL,  -- 年份
    chinese    DECIMAL(5, 1),         -- 语文成绩
    math       DECIMAL(5, 1),         -- 数学成绩
    english    DECIMAL(5, 1),         -- 英语成绩
    physics    DECIMAL(5, 1),         -- 物理成绩
    chemistry  DECIMAL(5, 1),         -- 化学成绩
    biology    DECIMAL(5, 1),         -- 生物成绩
    politics   DECIMAL(5, 1),         -- 政治成绩
    history    DECIMAL(5, 1),         -- 历史成绩
    geography  DECIMAL(5, 1),         -- 地理成绩
    teacher    VARCHAR(50),           -- 班主任
    PRIMARY KEY (student_id, year)
);
