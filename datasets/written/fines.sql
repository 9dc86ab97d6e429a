-- 交警大队：驾驶人与违章罚款
CREATE TABLE drivers (
    driver_id INTEGER PRIMARY KEY,     -- 驾驶人编号
    name VARCHAR(20) NOT NULL,         -- 姓名
    gender VARCHAR(2),                 -- 性别：男/女
    birth_date DATE,                   -- 出生日期
    licence_class VARCHAR(4) CHECK (licence_class IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')), -- 准驾车型
    first_licensed DATE,               -- 初次领证日期
    points_left INTEGER,               -- 剩余分数(满分12)
    district VARCHAR(20),              -- 居住区
    phone VARCHAR(20)                  -- 手机号
);

CREATE TABLE fines (
    fine_id INTEGER PRIMARY KEY,       -- 罚单号
    driver_id INTEGER,                 -- 驾驶人编号
    plate VARCHAR(12),                 -- 车牌
    violation VARCHAR(10) CHECK (violation IN ('超速', '闯红灯', '违停', '酒驾', '逆行', '不系安全带')), -- 违章类型
    road VARCHAR(30),                  -- 路段
    fined_on DATE,                     -- 违章日期
    amount DECIMAL(8,2),               -- 罚款(元)
    points INTEGER,                    -- 扣分
    officer VARCHAR(20),               -- 执勤民警
    paid_on DATE,                      -- 缴款日期，空为未缴
    FOREIGN KEY (driver_id) REFERENCES drivers(driver_id)
);
