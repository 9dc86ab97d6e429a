CREATE TABLE products (
  product_id INTEGER PRIMARY KEY,
  product_name VARCHAR(60) NOT NULL,
  brand VARCHAR(30),
  category VARCHAR(20) CHECK (category IN ('kitchen', 'toys', 'books', 'garden', 'electronics', 'clothing')),
  price DECIMAL(8,2) NOT NULL,
  weight_kg DECIMAL(6,2),
  launched_on DATE,
  in_stock INTEGER,
  warranty_months INTEGER
);

CREATE TABLE reviews (
  review_id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL,
  reviewer VARCHAR(30),
  country VARCHAR(30),
  stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  title VARCHAR(80),
  helpful_votes INTEGER,
  verified INTEGER,
  reviewed_on DATE NOT NULL,
  FOREIGN KEY (product_id) REFERENCES products(product_id)
);
