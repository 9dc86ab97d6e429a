CREATE TABLE museums (
    museum_id INT PRIMARY KEY, -- 博物馆编号
    museum_name VARCHAR(50) NOT NULL, -- 馆名
    city VARCHAR(20), -- 城市
    grade VARCHAR(10), -- 等级：一级/二级/三级/未定级
    opened_year INT, -- 开馆年份
    area_sqm DECIMAL(10, 1), -- 建筑面积（平方米）
    ticket_price DECIMAL(6, 2), -- 门票（元），0为免费
    annual_visitors INT, -- 年参观人次
    closed_day VARCHAR(10), -- 闭馆日：周一/周二/周三，不闭馆为空
    director VARCHAR(20) -- 馆长
);

CREATE TABLE exhibits (
    exhibit_id INT PRIMARY KEY, -- 藏品编号
    museum_id INT NOT NULL, -- 所属博物馆
    exhibit_name VARCHAR(60) NOT NULL, -- 藏品名称
    category VARCHAR(10), -- 类别：青铜器/瓷器/书画/玉器/金银器/陶器
    dynasty VARCHAR(10), -- 朝代：商/周/汉/唐/宋/元/明/清
    weight_kg DECIMAL(8, 2), -- 重量（千克）
    height_cm DECIMAL(7, 1), -- 高（厘米）
    acquired_date DATE, -- 入藏日期
    source VARCHAR(10), -- 来源：考古发掘/捐赠/征集/移交
    insured_value DECIMAL(12, 2), -- 保险估价（万元）
    state VARCHAR(10) CHECK (state IN ('展出', '库房', '修复', '外借')), -- 现状
    FOREIGN KEY (museum_id) REFERENCES museums (museum_id)
);
