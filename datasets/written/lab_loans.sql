CREATE TABLE instruments (
    instrument_id INTEGER PRIMARY KEY,      -- 仪器编号
    instrument_name VARCHAR(60) NOT NULL,   -- 仪器名称
    category VARCHAR(20),                   -- 类别：光学/电学/力学/化学
    brand VARCHAR(30),                      -- 品牌
    price DECIMAL(10,2),                    -- 单价（元）
    bought_on DATE,                         -- 购入日期
    room VARCHAR(20),                       -- 存放房间
    status VARCHAR(10) CHECK (status IN ('在库', '借出', '维修', '报废')) -- 状态
);
CREATE TABLE loans (
    loan_id INTEGER PRIMARY KEY,            -- 借用单号
    instrument_id INTEGER NOT NULL,         -- 仪器编号
    borrower VARCHAR(30) NOT NULL,          -- 借用人
    department VARCHAR(30) NOT NULL,        -- 所属院系
    borrowed_on DATE,                       -- 借出日期
    due_on DATE,                            -- 应还日期
    returned_on DATE,                       -- 实际归还日期，未还为空
    purpose VARCHAR(20),                    -- 用途：教学/科研/竞赛
    fine DECIMAL(8,2),                      -- 逾期罚款（元）
    FOREIGN KEY (instrument_id) REFERENCES instruments (instrument_id)
);
