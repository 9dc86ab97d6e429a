CREATE TABLE supermarket_sales (
  sku_id INTEGER PRIMARY KEY, -- 商品编码
  product_name VARCHAR(40) NOT NULL, -- 商品名称
  brand VARCHAR(20), -- 品牌
  category VARCHAR(10), -- 品类：生鲜/粮油/零食/酒水/日化/家居
  supplier VARCHAR(30), -- 供应商
  shelf_no VARCHAR(10), -- 货架号
  unit_price DECIMAL(8,2), -- 售价（元）
  purchase_price DECIMAL(8,2), -- 进价（元）
  weight_g INTEGER, -- 净重（克）
  shelf_life_days INTEGER, -- 保质期（天）
  q1_qty INTEGER, -- 一季度销量
  q2_qty INTEGER, -- 二季度销量
  q3_qty INTEGER, -- 三季度销量
  q4_qty INTEGER, -- 四季度销量
  online_qty INTEGER, -- 线上销量
  member_qty INTEGER, -- 会员购买量
  return_qty INTEGER, -- 退货数量
  stock_qty INTEGER, -- 当前库存
  sales_amount DECIMAL(12,2), -- 全年销售额（元）
  last_restock DATE, -- 最近补货日期
  status VARCHAR(10) CHECK (status IN ('在售', '促销', '缺货', '下架')) -- 状态
);
