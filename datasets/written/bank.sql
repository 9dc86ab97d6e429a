CREATE TABLE customers (
  customer_id INTEGER PRIMARY KEY,
  full_name VARCHAR(60) NOT NULL,
  gender CHAR(1) CHECK (gender IN ('F', 'M')),
  birth_date DATE,
  city VARCHAR(40),
  occupation VARCHAR(40),
  phone VARCHAR(20),
  joined_on DATE,
  segment VARCHAR(20) CHECK (segment IN ('retail', 'premium', 'private'))
);

CREATE TABLE accounts (
  account_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  account_type VARCHAR(20) CHECK (account_type IN ('checking', 'savings', 'credit', 'loan')),
  balance DECIMAL(14, 2),
  interest_rate DECIMAL(5, 2),
  branch VARCHAR(40),
  opened_on DATE,
  status VARCHAR(10) CHECK (status IN ('active', 'frozen', 'closed')),
  FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

CREATE TABLE transactions (
  txn_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  txn_date DATE,
  amount DECIMAL(12, 2),
  kind VARCHAR(20) CHECK (kind IN ('deposit', 'withdrawal', 'transfer', 'fee')),
  channel VARCHAR(20) CHECK (channel IN ('branch', 'ATM', 'app', 'web')),
  merchant VARCHAR(60),
  FOREIGN KEY (account_id) REFERENCES accounts (account_id)
);
