-- 急救出车记录
CREATE TABLE ambulance_runs (
  run_no INTEGER PRIMARY KEY,      -- 出车编号
  station VARCHAR(20),             -- 急救站
  plate VARCHAR(12),               -- 车牌
  driver VARCHAR(20),              -- 司机
  doctor VARCHAR(20),              -- 随车医生
  run_date DATE,                   -- 出车日期
  shift VARCHAR(4) CHECK (shift IN ('白班', '夜班')),   -- 班次
  reason VARCHAR(20),              -- 呼救原因：车祸/心梗/中风/摔伤/醉酒/临产/其他
  district VARCHAR(20),            -- 现场所在区
  response_min INTEGER,            -- 接警到达现场用时（分钟）
  distance_km DECIMAL(6,1),        -- 行驶里程（公里）
  patient_age INTEGER,             -- 患者年龄，不明为空
  hospital VARCHAR(30),            -- 送往医院，未送院为空
  outcome VARCHAR(10),             -- 结局：送院/拒送/空跑/死亡
  fee DECIMAL(8,2),                -- 收费（元）
  paid VARCHAR(2) CHECK (paid IN ('是', '否'))          -- 是否已缴
);
