CREATE TABLE sports_meet (
    result_id INT PRIMARY KEY COMMENT '成绩编号',
    athlete VARCHAR(30) NOT NULL COMMENT '运动员姓名',
    gender ENUM('男', '女') COMMENT '性别',
    age INT COMMENT '年龄',
    department VARCHAR(30) COMMENT '代表队',
    event VARCHAR(30) COMMENT '项目：100米/800米/跳远/铅球/跳高',
    meet_date DATE COMMENT '比赛日期',
    stage ENUM('预赛', '决赛') COMMENT '赛次',
    lane INT COMMENT '道次',
    result DECIMAL(7,2) COMMENT '成绩，径赛为秒，田赛为米',
    rank_no INT COMMENT '名次',
    points INT COMMENT '得分',
    record_broken INT COMMENT '是否破纪录，1是0否',
    foul_count INT COMMENT '犯规次数'
);
