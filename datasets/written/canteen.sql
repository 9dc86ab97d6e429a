CREATE TABLE dish_sales (
    sale_id INTEGER PRIMARY KEY,      -- 流水号
    sale_date DATE,                   -- 日期
    meal VARCHAR(10),                 -- 餐次：早餐/午餐/晚餐
    window_name VARCHAR(20),          -- 窗口
    dish_name VARCHAR(40),            -- 菜名
    category VARCHAR(10),             -- 类别：荤菜/素菜/汤/主食/小吃
    price DECIMAL(6,2),               -- 单价（元）
    cost DECIMAL(6,2),                -- 成本（元/份）
    prepared INTEGER,                 -- 备餐份数
    sold INTEGER,                     -- 卖出份数
    calories INTEGER,                 -- 热量（千卡）
    spicy INTEGER,                    -- 辣度 0-5
    cook VARCHAR(20),                 -- 厨师
    rating DECIMAL(2,1)               -- 评分，没人打分时为空
);
