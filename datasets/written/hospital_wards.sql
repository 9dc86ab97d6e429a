CREATE TABLE wards (
    ward_id INTEGER PRIMARY KEY,      -- 病区编号
    ward_name VARCHAR(30),            -- 病区名称
    building VARCHAR(10),             -- 楼栋
    floor INTEGER,                    -- 楼层
    ward_type VARCHAR(10),            -- 类型：内科/外科/妇产/儿科/重症
    beds INTEGER,                     -- 床位数
    occupied INTEGER,                 -- 已占床位
    head_nurse VARCHAR(30),           -- 护士长
    daily_fee DECIMAL(8,2),           -- 每日床位费（元）
    opened_on DATE                    -- 启用日期
);
CREATE TABLE nurses (
    nurse_id INTEGER PRIMARY KEY,     -- 护士编号
    name VARCHAR(30),                 -- 姓名
    gender VARCHAR(2),                -- 性别：男/女
    ward_id INTEGER,                  -- 所在病区，机动护士为空
    title VARCHAR(20),                -- 职称：护士/护师/主管护师/副主任护师
    shift VARCHAR(10),                -- 班次：白班/夜班/轮班
    age INTEGER,                      -- 年龄
    hired_on DATE,                    -- 入职日期
    salary DECIMAL(10,2),             -- 月薪（元）
    night_shifts INTEGER,             -- 本月夜班数
    education VARCHAR(10),            -- 学历：中专/大专/本科/硕士
    FOREIGN KEY (ward_id) REFERENCES wards(ward_id)
);
