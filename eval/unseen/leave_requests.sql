CREATE TABLE 员工 (
    工号 INTEGER PRIMARY KEY,
    姓名 VARCHAR(20) NOT NULL,
    性别 VARCHAR(2) CHECK (性别 IN ('男', '女')),
    部门 VARCHAR(20), -- 客服部/技术部/市场部/人事部
    岗位 VARCHAR(20),
    入职日期 DATE,
    年假额度 INTEGER -- 单位：天
);

CREATE TABLE 请假 (
    单号 INTEGER PRIMARY KEY,
    工号 INTEGER NOT NULL,
    假别 VARCHAR(10) CHECK (假别 IN ('年假', '病假', '事假', '婚假', '产假')),
    开始日期 DATE,
    结束日期 DATE,
    天数 DECIMAL(4, 1),
    审批状态 VARCHAR(10) CHECK (审批状态 IN ('待审批', '已批准', '已驳回')),
    审批人 VARCHAR(20),
    事由 VARCHAR(100),
    FOREIGN KEY (工号) REFERENCES 员工 (工号)
);
