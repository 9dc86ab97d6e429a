CREATE TABLE agents (
    agent_id INTEGER PRIMARY KEY, -- 坐席工号
    agent_name VARCHAR(30) NOT NULL, -- 坐席姓名
    gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
    team VARCHAR(20), -- 班组：一组/二组/三组/夜班组
    skill VARCHAR(20), -- 技能：售前/售后/投诉/技术支持
    hire_date DATE, -- 入职日期
    base_salary DECIMAL(10, 2), -- 底薪（元）
    mentor VARCHAR(30) -- 师傅
);

CREATE TABLE calls (
    call_id INTEGER PRIMARY KEY, -- 通话编号
    agent_id INTEGER NOT NULL, -- 坐席工号
    customer_phone VARCHAR(20), -- 客户号码
    customer_city VARCHAR(20), -- 客户城市
    topic VARCHAR(20), -- 来电事由：退款/物流/发票/故障/咨询
    call_date DATE, -- 通话日期
    wait_seconds INTEGER, -- 排队等待秒数
    talk_seconds INTEGER, -- 通话秒数
    resolved VARCHAR(2) CHECK (resolved IN ('是', '否')), -- 是否解决
    satisfaction INTEGER, -- 满意度1-5，客户未评为空
    FOREIGN KEY (agent_id) REFERENCES agents (agent_id)
);
