CREATE TABLE used_phones (
  listing_id INTEGER PRIMARY KEY,
  brand VARCHAR(20) NOT NULL,
  model VARCHAR(40) NOT NULL,
  storage_gb INTEGER,
  ram_gb INTEGER,
  color VARCHAR(20),
  condition VARCHAR(10) CHECK (condition IN ('like new', 'good', 'fair', 'poor')),
  battery_health INTEGER,
  screen_size DECIMAL(3,1),
  original_price DECIMAL(8,2),
  asking_price DECIMAL(8,2) NOT NULL,
  release_year INTEGER,
  seller VARCHAR(30),
  city VARCHAR(20),
  listed_on DATE,
  sold_on DATE
);
