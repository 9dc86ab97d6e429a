CREATE TABLE 员工培训 (
    编号 INTEGER PRIMARY KEY,
    姓名 VARCHAR(20) NOT NULL,
    工号 VARCHAR(20),
    部门 VARCHAR(20) NOT NULL,
    岗位 VARCHAR(30),
    课程 VARCHAR(40),
    讲师 VARCHAR(20),
    方式 VARCHAR(10) CHECK (方式 IN ('线上', '线下', '外训')),
    开课日期 DATE,
    学时 INTEGER,
    费用 DECIMAL(10,2),
    考核分数 DECIMAL(5,1),
    结果 VARCHAR(10) CHECK (结果 IN ('通过', '未通过', '缺考')),
    满意度 INTEGER
);
COMMENT ON TABLE 员工培训 IS '员工培训记录，一人一课一行；满意度1到5分';
