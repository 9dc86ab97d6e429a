CREATE TABLE 批发流水 (
  流水号 INTEGER PRIMARY KEY,
  摊位号 VARCHAR(10) NOT NULL,
  摊主 VARCHAR(20), -- 摊主姓名
  品名 VARCHAR(20) NOT NULL, -- 货品名称，如白菜、苹果
  类别 VARCHAR(10) CHECK (类别 IN ('蔬菜', '水果', '水产', '肉类', '干货')),
  产地 VARCHAR(20),
  等级 VARCHAR(10), -- 特级/一级/二级/等外
  单价 DECIMAL(8,2), -- 元/公斤
  数量 DECIMAL(10,1), -- 公斤
  金额 DECIMAL(12,2), -- 应付金额（元）
  已付金额 DECIMAL(12,2), -- 元
  买家 VARCHAR(30),
  买家类型 VARCHAR(10), -- 超市/饭店/食堂/零售商/个人
  交易日期 DATE,
  结算方式 VARCHAR(10) -- 现结/月结/赊账
);
