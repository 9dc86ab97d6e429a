CREATE TABLE learners (
    learner_id INTEGER PRIMARY KEY, -- 学员编号
    learner_name VARCHAR(20) NOT NULL, -- 学员姓名
    gender VARCHAR(2), -- 性别：男/女
    grade VARCHAR(10), -- 年级：初一/初二/初三/高一/高二
    school VARCHAR(40), -- 就读学校
    parent_phone VARCHAR(20), -- 家长电话
    balance DECIMAL(8,2), -- 账户余额，负数为欠费
    join_date DATE -- 报名日期
);
CREATE TABLE courses (
    course_id INTEGER PRIMARY KEY, -- 课程编号
    course_name VARCHAR(40) NOT NULL, -- 课程名
    subject VARCHAR(10), -- 科目：数学/英语/物理/语文
    tutor VARCHAR(20), -- 任课老师
    price DECIMAL(8,2), -- 学费（元）
    hours INTEGER, -- 课时
    start_date DATE -- 开课日期
);
CREATE TABLE enrolments (
    enrolment_id INTEGER PRIMARY KEY, -- 选课编号
    learner_id INTEGER NOT NULL, -- 学员编号
    course_id INTEGER NOT NULL, -- 课程编号
    entry_mark DECIMAL(4,1), -- 入学测成绩
    final_mark DECIMAL(4,1), -- 结课成绩
    absences INTEGER, -- 缺课次数
    status VARCHAR(10), -- 状态：在读/结课/退班
    FOREIGN KEY (learner_id) REFERENCES learners(learner_id),
    FOREIGN KEY (course_id) REFERENCES courses(course_id)
);
