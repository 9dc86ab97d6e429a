CREATE TABLE 宿舍 (
    房间号 VARCHAR(10) PRIMARY KEY, -- 如 3-412
    楼栋 VARCHAR(10) NOT NULL, -- 1号楼/2号楼/3号楼
    楼层 INTEGER,
    床位数 INTEGER,
    朝向 VARCHAR(4) CHECK (朝向 IN ('朝南', '朝北')),
    独立卫浴 VARCHAR(2) CHECK (独立卫浴 IN ('有', '无')),
    年住宿费 DECIMAL(8,2), -- 元
    本月用电 DECIMAL(7,1), -- 度
    电费余额 DECIMAL(8,2), -- 元，负数为欠费
    卫生评分 INTEGER -- 满分100
);
CREATE TABLE 住宿生 (
    学号 VARCHAR(12) PRIMARY KEY,
    姓名 VARCHAR(20) NOT NULL,
    性别 VARCHAR(2) CHECK (性别 IN ('男', '女')),
    学院 VARCHAR(30),
    籍贯 VARCHAR(20), -- 省份
    入学年份 INTEGER,
    房间号 VARCHAR(10), -- 未分配为空
    床号 INTEGER,
    入住日期 DATE,
    是否室长 VARCHAR(2) CHECK (是否室长 IN ('是', '否')),
    晚归次数 INTEGER, -- 本学期
    欠住宿费 DECIMAL(8,2), -- 元
    FOREIGN KEY (房间号) REFERENCES 宿舍(房间号)
);
