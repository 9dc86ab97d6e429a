-- 镇政府12345热线投诉登记
CREATE TABLE complaints (
    complaint_id INTEGER PRIMARY KEY,      -- 工单号
    caller_name VARCHAR(20),               -- 来电人
    caller_age INTEGER,                    -- 来电人年龄
    village VARCHAR(20),                   -- 所属村/社区
    category VARCHAR(10) CHECK (category IN ('噪音', '垃圾', '停水', '道路', '邻里', '物业')), -- 投诉类别
    channel VARCHAR(10),                   -- 渠道：电话/微信/窗口/信件
    called_on DATE,                        -- 来电日期
    call_minutes DECIMAL(5,1),             -- 通话时长(分钟)
    department VARCHAR(20),                -- 承办部门
    handler VARCHAR(20),                   -- 经办人
    status VARCHAR(10) CHECK (status IN ('待处理', '处理中', '已办结', '已退回')), -- 状态
    closed_on DATE,                        -- 办结日期
    reminders INTEGER,                     -- 催办次数
    satisfaction INTEGER                   -- 满意度(1-5分)
);
