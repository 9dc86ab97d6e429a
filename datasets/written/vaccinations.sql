CREATE TABLE vaccinations (
    dose_id INTEGER PRIMARY KEY, -- 接种编号
    child_name VARCHAR(20) NOT NULL, -- 儿童姓名
    gender VARCHAR(2) CHECK (gender IN ('男', '女')), -- 性别
    birth_date DATE, -- 出生日期
    guardian VARCHAR(20), -- 监护人
    community VARCHAR(20), -- 所在社区
    vaccine VARCHAR(20), -- 疫苗名称：乙肝疫苗/卡介苗/百白破/麻腮风/水痘疫苗/流感疫苗
    dose_no INTEGER, -- 第几针
    given_on DATE, -- 接种日期
    nurse VARCHAR(20) NOT NULL, -- 接种护士
    lot_no VARCHAR(20), -- 批号
    price DECIMAL(8,2), -- 费用（元），免费为0
    weight_kg DECIMAL(5,2), -- 体重（公斤）
    temperature DECIMAL(4,1), -- 体温（摄氏度）
    reaction VARCHAR(10) -- 不良反应：无/发热/红肿/皮疹
);
