CREATE TABLE customers (
    id INTEGER NOT NULL,
    "Full Name" VARCHAR NOT NULL,
    email VARCHAR,
    level INTEGER NOT NULL CHECK (level IN (1, 2, 3)),
    vip BOOLEAN,
    score DOUBLE,
    nicknames VARCHAR[],
    address VARCHAR,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (email)
);

CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer_id INTEGER NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('new', 'paid', 'sent')),
    channel VARCHAR CHECK (channel IN ('web', 'shop')),
    total DECIMAL(12, 2),
    tax DOUBLE,
    payload JSON,
    token UUID,
    PRIMARY KEY (id),
    UNIQUE (token),
    FOREIGN KEY (customer_id) REFERENCES customers (id)
);

CREATE TABLE order_lines (
    order_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL,
    quantity INTEGER,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE shipments (
    order_id BIGINT,
    line_no INTEGER,
    shipped_on DATE,
    FOREIGN KEY (order_id, line_no) REFERENCES order_lines (order_id, line_no)
);

COMMENT ON TABLE customers IS 'customer';
COMMENT ON COLUMN customers."Full Name" IS 'full name';
COMMENT ON COLUMN customers.level IS 'level; don''t rely on it';
