-- 社区志愿者与值班
CREATE TABLE 志愿者 (
    编号 INTEGER PRIMARY KEY,
    姓名 VARCHAR(20) NOT NULL,
    性别 VARCHAR(2) CHECK (性别 IN ('男', '女')),
    年龄 INTEGER,
    职业 VARCHAR(20),          -- 学生/教师/退休/医生/职员
    小区 VARCHAR(30),
    加入日期 DATE,
    累计时长 DECIMAL(7,1),     -- 小时
    星级 INTEGER,              -- 1到5
    紧急联系人 VARCHAR(20)
);

CREATE TABLE 值班 (
    班次号 INTEGER PRIMARY KEY,
    志愿者编号 INTEGER,
    岗位 VARCHAR(10) CHECK (岗位 IN ('导医', '引路', '巡逻', '助老', '保洁')),
    地点 VARCHAR(30),
    值班日期 DATE,
    时长 DECIMAL(4,1),         -- 小时
    是否迟到 BOOLEAN,
    评分 INTEGER,              -- 百分制
    FOREIGN KEY (志愿者编号) REFERENCES 志愿者(编号)
);
