CREATE TABLE runners (
    bib_no VARCHAR(10) PRIMARY KEY, -- 参赛号码
    name VARCHAR(20) NOT NULL, -- 姓名
    gender CHAR(1) CHECK (gender IN ('男', '女')), -- 性别
    age INTEGER, -- 年龄
    province VARCHAR(20), -- 省份
    club VARCHAR(30), -- 跑团，个人报名为空
    event VARCHAR(10) CHECK (event IN ('全程', '半程', '迷你')), -- 项目
    race_date DATE, -- 比赛日期
    shirt_size VARCHAR(5), -- 衣服尺码：S/M/L/XL
    fee DECIMAL(8, 2), -- 报名费（元）
    paid CHAR(1) CHECK (paid IN ('是', '否')), -- 是否缴费
    half_minutes DECIMAL(6, 2), -- 半程用时（分钟）
    finish_minutes DECIMAL(6, 2), -- 完赛用时（分钟），未完赛为空
    status VARCHAR(10) -- 状态：完赛/退赛/未起跑/取消成绩
);
