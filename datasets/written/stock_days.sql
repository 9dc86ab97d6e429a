CREATE TABLE stock_days (
  stock_code VARCHAR(10), -- 股票代码
  trade_date DATE, -- 交易日
  stock_name VARCHAR(20) NOT NULL, -- 股票名称
  industry VARCHAR(20), -- 行业：银行/白酒/医药/半导体/新能源/地产
  board VARCHAR(10), -- 板块：主板/创业板/科创板
  open_price DECIMAL(10, 2), -- 开盘价
  close_price DECIMAL(10, 2), -- 收盘价
  high_price DECIMAL(10, 2), -- 最高价
  low_price DECIMAL(10, 2), -- 最低价
  volume BIGINT, -- 成交量（手）
  turnover DECIMAL(18, 2), -- 成交额（元）
  change_pct DECIMAL(6, 2), -- 涨跌幅（%）
  pe_ratio DECIMAL(8, 2), -- 市盈率
  PRIMARY KEY (stock_code, trade_date)
);
