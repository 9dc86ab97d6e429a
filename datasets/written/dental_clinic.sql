CREATE TABLE dentists (
    dentist_id INTEGER PRIMARY KEY COMMENT '医生编号',
    dentist_name VARCHAR(20) NOT NULL COMMENT '医生姓名',
    specialty VARCHAR(10) COMMENT '专长：种植/正畸/儿牙/牙周/修复',
    branch VARCHAR(10) COMMENT '门店：城东店/城西店/滨江店',
    years_exp INTEGER COMMENT '从业年限',
    join_date DATE COMMENT '入职日期',
    base_fee DECIMAL(8,2) COMMENT '挂号费（元）'
);
CREATE TABLE appointments (
    appt_id INTEGER PRIMARY KEY COMMENT '预约编号',
    dentist_id INTEGER NOT NULL COMMENT '医生编号',
    patient_name VARCHAR(20) NOT NULL COMMENT '患者姓名',
    patient_age INTEGER COMMENT '患者年龄',
    phone VARCHAR(20) COMMENT '联系电话',
    appt_date DATE COMMENT '就诊日期',
    item VARCHAR(10) COMMENT '项目：洗牙/补牙/拔牙/根管/种牙/矫正',
    status VARCHAR(10) COMMENT '状态：已预约/已就诊/已取消/爽约',
    duration_min INTEGER COMMENT '时长（分钟）',
    total_fee DECIMAL(10,2) COMMENT '总费用（元）',
    paid_fee DECIMAL(10,2) COMMENT '已付金额（元）',
    FOREIGN KEY (dentist_id) REFERENCES dentists (dentist_id)
);
