CREATE TABLE yaopin (
  yp_id INTEGER PRIMARY KEY, -- 药品编号
  mingcheng VARCHAR(40) NOT NULL, -- 药名
  leibie VARCHAR(20) NOT NULL, -- 类别：感冒药/消炎药/肠胃药/降压药/维生素/外用药
  changjia VARCHAR(40) NOT NULL, -- 生产厂家
  guige VARCHAR(30), -- 规格
  jinjia DECIMAL(8,2), -- 进价（元）
  shoujia DECIMAL(8,2), -- 售价（元）
  kucun INTEGER, -- 库存（盒）
  yuexiao INTEGER, -- 月销量（盒）
  zuidi_kucun INTEGER, -- 最低库存
  chufang VARCHAR(2) CHECK (chufang IN ('是', '否')), -- 是否处方药
  yibao VARCHAR(4) CHECK (yibao IN ('甲类', '乙类', '自费')), -- 医保类型
  jinhuo_riqi DATE, -- 进货日期
  youxiao_qi DATE, -- 有效期至
  huojia VARCHAR(10) -- 货架号
);
