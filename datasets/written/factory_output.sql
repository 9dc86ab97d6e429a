CREATE TABLE 设备 (
  设备编号 VARCHAR(10) PRIMARY KEY,
  设备名称 VARCHAR(30) NOT NULL,
  车间 VARCHAR(20) CHECK (车间 IN ('一车间', '二车间', '三车间')),
  类别 VARCHAR(20) CHECK (类别 IN ('注塑机', '冲床', '车床', '包装机')),
  厂家 VARCHAR(30),
  购入日期 DATE,
  购入价格 DECIMAL(12, 2), -- 元
  额定日产能 INTEGER, -- 件
  负责人 VARCHAR(20) NOT NULL,
  状态 VARCHAR(10) CHECK (状态 IN ('运行', '停机', '维修', '报废'))
);

CREATE TABLE 日产量 (
  记录号 INTEGER PRIMARY KEY,
  设备编号 VARCHAR(10) NOT NULL,
  日期 DATE,
  班次 VARCHAR(4) CHECK (班次 IN ('早班', '中班', '夜班')),
  操作工 VARCHAR(20) NOT NULL,
  产量 INTEGER, -- 件
  不良数 INTEGER, -- 件
  停机分钟 INTEGER,
  耗电 DECIMAL(8, 2), -- 度
  FOREIGN KEY (设备编号) REFERENCES 设备 (设备编号)
);
