CREATE TABLE products (
    product_id INTEGER PRIMARY KEY,
    product_name VARCHAR(60) NOT NULL,
    category VARCHAR(20) CHECK (category IN ('bread', 'pastry', 'cake', 'cookie', 'drink')),
    price DECIMAL(6, 2),
    cost DECIMAL(6, 2),
    weight_g INTEGER,
    calories INTEGER,
    sugar_g DECIMAL(5, 1),
    shelf_life_days INTEGER,
    baker VARCHAR(40),
    is_vegan VARCHAR(3) CHECK (is_vegan IN ('yes', 'no')),
    allergen VARCHAR(20),
    daily_output INTEGER,
    sold_yesterday INTEGER,
    launched_on DATE
);
