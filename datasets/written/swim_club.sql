CREATE TABLE members (
    member_id INTEGER PRIMARY KEY COMMENT '会员号',
    name VARCHAR(30) COMMENT '姓名',
    gender VARCHAR(2) COMMENT '性别：男/女',
    birth_date DATE COMMENT '出生日期',
    join_date DATE COMMENT '入会日期',
    squad VARCHAR(20) COMMENT '队别：启蒙队/少年队/成人队/竞技队',
    coach VARCHAR(30) COMMENT '教练',
    height_cm INTEGER COMMENT '身高（厘米）',
    weight_kg DECIMAL(5,1) COMMENT '体重（公斤）',
    fee_owed DECIMAL(8,2) COMMENT '欠费（元）',
    city VARCHAR(30) COMMENT '居住城市',
    phone VARCHAR(20) COMMENT '电话'
);
CREATE TABLE lap_times (
    lap_id INTEGER PRIMARY KEY COMMENT '成绩编号',
    member_id INTEGER COMMENT '会员号',
    swim_date DATE COMMENT '测试日期',
    stroke VARCHAR(10) COMMENT '泳姿：自由泳/蛙泳/仰泳/蝶泳',
    distance_m INTEGER COMMENT '距离（米）',
    seconds DECIMAL(7,2) COMMENT '用时（秒）',
    pool VARCHAR(20) COMMENT '泳池：短池/长池',
    is_race VARCHAR(2) COMMENT '是否比赛：是/否',
    FOREIGN KEY (member_id) REFERENCES members(member_id)
);
