CREATE TABLE routes (
    route_id INTEGER PRIMARY KEY COMMENT '线路编号',
    route_name VARCHAR(30) COMMENT '线路名称',
    driver VARCHAR(20) COMMENT '司机',
    plate_no VARCHAR(12) COMMENT '车牌号',
    seats INTEGER COMMENT '座位数',
    distance_km DECIMAL(5,1) COMMENT '全程公里数',
    first_stop VARCHAR(40) COMMENT '始发站',
    depart_time TIME COMMENT '早上发车时间',
    monthly_fee DECIMAL(6,2) COMMENT '每月车费（元）'
) COMMENT '校车线路';
CREATE TABLE riders (
    rider_id INTEGER PRIMARY KEY COMMENT '乘车生编号',
    name VARCHAR(20) COMMENT '姓名',
    grade INTEGER NOT NULL COMMENT '年级',
    age INTEGER COMMENT '年龄',
    route_id INTEGER COMMENT '所乘线路',
    stop_name VARCHAR(40) COMMENT '上车站点',
    parent_phone VARCHAR(20) COMMENT '家长电话',
    joined_on DATE COMMENT '开始乘车日期',
    fee_status ENUM('已交', '未交', '减免') COMMENT '缴费情况',
    FOREIGN KEY (route_id) REFERENCES routes (route_id)
) COMMENT '乘车学生';
