CREATE TABLE qm_chengji (
    id INTEGER PRIMARY KEY, -- 编号
    xuehao VARCHAR(12) NOT NULL, -- 学号
    xm VARCHAR(20) NOT NULL, -- 姓名
    xb VARCHAR(2), -- 性别：男/女
    nj VARCHAR(10), -- 年级：七年级/八年级/九年级
    bj VARCHAR(10), -- 班级：1班/2班/3班/4班
    xq VARCHAR(10), -- 学期：2022秋/2023春/2023秋/2024春
    yw INTEGER, -- 语文
    sx INTEGER, -- 数学
    yy INTEGER, -- 英语
    wl INTEGER, -- 物理
    sw INTEGER, -- 生物
    ls INTEGER, -- 历史
    dl INTEGER, -- 地理
    qk INTEGER -- 缺课次数
);
