CREATE TABLE kuaidi (
    ydh VARCHAR(20) PRIMARY KEY, -- 运单号
    jjr VARCHAR(30), -- 寄件人
    sjr VARCHAR(30), -- 收件人
    sjdh VARCHAR(20), -- 收件人电话
    jjcs VARCHAR(30), -- 寄出城市
    mdcs VARCHAR(30), -- 目的城市
    kdgs VARCHAR(20), -- 快递公司
    zl DECIMAL(8,2), -- 重量（kg）
    yf DECIMAL(8,2), -- 运费（元）
    bjje DECIMAL(10,2), -- 保价金额（元），未保价为空
    jjrq DATE, -- 寄件日期
    qsrq DATE, -- 签收日期，未签收为空
    ts INTEGER, -- 在途天数
    zt VARCHAR(10), -- 状态：已签收/运输中/待取件/已退回
    pj INTEGER -- 评价星级 1-5
);
