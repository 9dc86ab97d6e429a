CREATE TABLE dishes (
  dish_id INTEGER PRIMARY KEY, -- 菜品编号
  dish_name VARCHAR(30) NOT NULL, -- 菜名
  category VARCHAR(10) NOT NULL, -- 分类：凉菜/热菜/汤/主食/甜品/饮料
  price DECIMAL(8,2) NOT NULL, -- 单价（元）
  cost DECIMAL(8,2), -- 成本（元）
  spicy_level INTEGER, -- 辣度（0 不辣，3 最辣）
  is_signature INTEGER, -- 是否招牌菜（1 是，0 否）
  cook_minutes INTEGER, -- 出菜时间（分钟）
  on_menu_date DATE -- 上架日期
);

CREATE TABLE bills (
  bill_id INTEGER PRIMARY KEY, -- 账单号
  table_no VARCHAR(10), -- 桌号
  waiter VARCHAR(20), -- 服务员
  guests INTEGER, -- 用餐人数
  bill_date DATE NOT NULL, -- 用餐日期
  meal VARCHAR(10), -- 餐段：早餐/午餐/晚餐/夜宵
  pay_method VARCHAR(10), -- 付款方式：微信/支付宝/现金/刷卡/挂账
  discount DECIMAL(8,2), -- 优惠金额（元）
  total_amount DECIMAL(10,2), -- 实收金额（元）
  phone VARCHAR(20) -- 顾客电话
);

CREATE TABLE bill_lines (
  line_id INTEGER PRIMARY KEY, -- 明细编号
  bill_id INTEGER NOT NULL, -- 账单号
  dish_id INTEGER NOT NULL, -- 菜品编号
  quantity INTEGER NOT NULL, -- 份数
  line_amount DECIMAL(10,2), -- 小计（元）
  remark VARCHAR(50), -- 口味备注
  FOREIGN KEY (bill_id) REFERENCES bills(bill_id),
  FOREIGN KEY (dish_id) REFERENCES dishes(dish_id)
);
