CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY,
    customer VARCHAR(50) NOT NULL,
    country VARCHAR(30),
    product VARCHAR(60),
    category VARCHAR(15) CHECK (category IN ('shoes', 'clothing', 'electronics', 'toys', 'kitchen')),
    quantity INTEGER,
    total DECIMAL(10, 2),
    order_date DATE,
    seller VARCHAR(40)
);

CREATE TABLE returns (
    return_id INTEGER PRIMARY KEY,
    order_id INTEGER,
    requested_on DATE,
    received_on DATE,
    reason VARCHAR(20) CHECK (reason IN ('damaged', 'wrong size', 'not as described', 'late', 'changed mind')),
    state VARCHAR(12) CHECK (state IN ('open', 'approved', 'rejected', 'refunded')),
    refund DECIMAL(10, 2),
    handler VARCHAR(40),
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
);
