-- An online shop: customers order products (PostgreSQL spelling).
CREATE TABLE customers (
    customer_id SERIAL PRIMARY KEY,
    name        TEXT NOT NULL,          -- customer name
    email       TEXT UNIQUE,
    city        TEXT,
    country     TEXT,
    signup_date DATE NOT NULL           -- day of registration
);

CREATE TABLE products (
    product_id  SERIAL PRIMARY KEY,
    title       TEXT NOT NULL,          -- product name
    category    TEXT NOT NULL,
    brand       TEXT,
    price       NUMERIC(10, 2) NOT NULL CHECK (price >= 0),
    stock       INTEGER NOT NULL DEFAULT 0,
    rating      NUMERIC(2, 1)
);

CREATE TABLE orders (
    order_id    SERIAL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    order_date  DATE NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled')),
    channel     TEXT                    -- sales channel
);

CREATE TABLE order_items (
    order_id    INTEGER NOT NULL REFERENCES orders (order_id),
    product_id  INTEGER NOT NULL REFERENCES products (product_id),
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    unit_price  NUMERIC(10, 2) NOT NULL,
    PRIMARY KEY (order_id, product_id)
);

COMMENT ON TABLE order_items IS 'lines of an order';
COMMENT ON COLUMN orders.status IS 'order status';
