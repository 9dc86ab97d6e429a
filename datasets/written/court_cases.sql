CREATE TABLE court_cases (
    case_id INTEGER PRIMARY KEY,          -- 序号
    case_no VARCHAR(30),                  -- 案号
    case_type VARCHAR(10),                -- 案件类型：民事/刑事/行政/执行
    cause VARCHAR(30),                    -- 案由
    plaintiff VARCHAR(30),                -- 原告
    defendant VARCHAR(30),                -- 被告
    judge VARCHAR(20),                    -- 承办法官
    tribunal VARCHAR(20),                 -- 审判庭
    filed_on DATE,                        -- 立案日期
    closed_on DATE,                       -- 结案日期(未结为空)
    claim_amount DECIMAL(14,2),           -- 诉讼标的额(元)
    awarded_amount DECIMAL(14,2),         -- 判决金额(元)
    court_fee DECIMAL(10,2),              -- 诉讼费(元)
    hearings INTEGER,                     -- 开庭次数
    outcome VARCHAR(10) CHECK (outcome IN ('胜诉', '败诉', '调解', '撤诉')), -- 结果(原告方)
    appealed BOOLEAN                      -- 是否上诉
);
