CREATE TABLE music_grades (
    student_no VARCHAR(12) NOT NULL, -- 学号
    name VARCHAR(20) NOT NULL, -- 学员姓名
    gender VARCHAR(2), -- 性别：男/女
    section VARCHAR(20), -- 组别：民乐组/管弦组/合唱组/键盘组
    year INTEGER NOT NULL, -- 考级年份
    sight_singing DECIMAL(4,1), -- 视唱
    ear_training DECIMAL(4,1), -- 练耳
    theory DECIMAL(4,1), -- 乐理
    scales DECIMAL(4,1), -- 音阶
    etude DECIMAL(4,1), -- 练习曲
    repertoire DECIMAL(4,1), -- 乐曲
    teacher VARCHAR(20), -- 指导老师
    PRIMARY KEY (student_no, year)
);
