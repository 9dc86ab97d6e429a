CREATE TABLE customers (
    customer_id INTEGER PRIMARY KEY,
    name VARCHAR(50) NOT NULL,
    city VARCHAR(30),
    birth_date DATE,
    member_level VARCHAR(10) CHECK (member_level IN ('basic', 'silver', 'gold')),
    joined_on DATE,
    phone VARCHAR(20),
    points INTEGER
);

CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY,
    customer_id INTEGER,
    ordered_on DATE,
    delivered_on DATE,
    status VARCHAR(12) CHECK (status IN ('pending', 'shipped', 'delivered', 'cancelled')),
    payment VARCHAR(10) CHECK (payment IN ('card', 'cash', 'wallet')),
    delivery_fee DECIMAL(6, 2),
    FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

CREATE TABLE order_lines (
    line_id INTEGER PRIMARY KEY,
    order_id INTEGER,
    item VARCHAR(50),
    department VARCHAR(15) CHECK (department IN ('fruit', 'vegetables', 'dairy', 'meat', 'snacks', 'household')),
    quantity INTEGER,
    unit_price DECIMAL(7, 2),
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
);
