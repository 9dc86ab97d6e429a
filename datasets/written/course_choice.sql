CREATE TABLE teachers (
    teacher_id INTEGER PRIMARY KEY, -- 教师编号
    teacher_name VARCHAR(20) NOT NULL, -- 教师姓名
    title VARCHAR(10) CHECK (title IN ('初级', '中级', '高级', '外聘')), -- 职称
    office VARCHAR(20), -- 办公室
    hire_date DATE -- 入职日期
);
CREATE TABLE courses (
    course_id INTEGER PRIMARY KEY, -- 课程编号
    course_name VARCHAR(40) NOT NULL, -- 课程名称
    category VARCHAR(10), -- 类别：艺术/体育/科技/人文
    teacher_id INTEGER, -- 任课教师编号
    weekday VARCHAR(6), -- 上课时间：周一/周二/周三/周四/周五
    room VARCHAR(20), -- 教室
    capacity INTEGER, -- 名额上限
    fee DECIMAL(8,2), -- 材料费（元）
    FOREIGN KEY (teacher_id) REFERENCES teachers (teacher_id)
);
CREATE TABLE choices (
    choice_id INTEGER PRIMARY KEY, -- 选课记录编号
    course_id INTEGER NOT NULL, -- 课程编号
    pupil_name VARCHAR(20) NOT NULL, -- 学生姓名
    grade VARCHAR(6), -- 年级：高一/高二/高三
    chosen_on DATE, -- 选课日期
    status VARCHAR(8), -- 状态：已选上/候补/已退课
    score INTEGER, -- 结课成绩
    FOREIGN KEY (course_id) REFERENCES courses (course_id)
);
