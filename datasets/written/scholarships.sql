CREATE TABLE 奖学金 (
    编号 INTEGER PRIMARY KEY,
    学号 VARCHAR(12) NOT NULL,
    姓名 VARCHAR(20) NOT NULL,
    性别 VARCHAR(2) CHECK (性别 IN ('男', '女')),
    学院 VARCHAR(30) NOT NULL,
    专业 VARCHAR(30),
    入学年份 INTEGER,
    奖项 VARCHAR(20) CHECK (奖项 IN ('国家奖学金', '励志奖学金', '一等奖学金', '二等奖学金', '三等奖学金')),
    学年 VARCHAR(12),
    绩点 DECIMAL(3,2),
    志愿时长 INTEGER,
    金额 INTEGER,
    发放日期 DATE,
    状态 VARCHAR(10) CHECK (状态 IN ('审核中', '已公示', '已发放', '未通过'))
);
