CREATE TABLE products (
    product_id INTEGER PRIMARY KEY,
    product_name VARCHAR(40) NOT NULL,
    kind VARCHAR(20) CHECK (kind IN ('cut flower', 'bouquet', 'potted plant', 'vase', 'ribbon')),
    colour VARCHAR(20),
    supplier VARCHAR(40),
    unit_price DECIMAL(8,2),
    cost_price DECIMAL(8,2),
    stems_in_stock INTEGER,
    shelf_life_days INTEGER
);
CREATE TABLE sales (
    sale_id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL,
    sold_on DATE,
    customer VARCHAR(40),
    occasion VARCHAR(20) CHECK (occasion IN ('wedding', 'funeral', 'birthday', 'anniversary', 'none')),
    quantity INTEGER,
    amount DECIMAL(10,2),
    delivery_km DECIMAL(6,1),
    payment VARCHAR(10) CHECK (payment IN ('cash', 'card', 'wechat', 'unpaid')),
    FOREIGN KEY (product_id) REFERENCES products (product_id)
);
