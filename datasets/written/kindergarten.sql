CREATE TABLE class_groups (
    group_id INTEGER PRIMARY KEY, -- 班级编号
    group_name VARCHAR(20) NOT NULL, -- 班名，如 向日葵班
    level VARCHAR(10) CHECK (level IN ('小班', '中班', '大班')), -- 年级
    head_teacher VARCHAR(20), -- 主班老师
    classroom VARCHAR(20), -- 教室
    capacity INTEGER, -- 核定人数
    monthly_fee DECIMAL(8,2) -- 月保教费，元
);
CREATE TABLE children (
    child_id INTEGER PRIMARY KEY, -- 幼儿编号
    name VARCHAR(20) NOT NULL, -- 姓名
    nickname VARCHAR(20), -- 小名
    gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
    birthday DATE, -- 出生日期
    enroll_date DATE, -- 入园日期
    group_id INTEGER, -- 所在班级
    height_cm DECIMAL(5,1), -- 身高
    weight_kg DECIMAL(4,1), -- 体重
    allergy VARCHAR(30), -- 过敏原，没有则为空
    pickup_way VARCHAR(10) CHECK (pickup_way IN ('校车', '家长接', '步行')), -- 接送方式
    guardian_phone VARCHAR(20), -- 监护人电话
    unpaid_amount DECIMAL(8,2), -- 欠费金额
    FOREIGN KEY (group_id) REFERENCES class_groups(group_id)
);
