CREATE TABLE cars (
    car_id INTEGER PRIMARY KEY,
    plate VARCHAR(12) NOT NULL,
    brand VARCHAR(30),
    model VARCHAR(40),
    category VARCHAR(20) CHECK (category IN ('economy', 'compact', 'SUV', 'van', 'luxury')),
    color VARCHAR(20),
    model_year INTEGER,
    mileage INTEGER,
    seats INTEGER,
    daily_rate DECIMAL(8,2),
    city VARCHAR(40)
);

CREATE TABLE customers (
    customer_id INTEGER PRIMARY KEY,
    full_name VARCHAR(60) NOT NULL,
    age INTEGER,
    hometown VARCHAR(40),
    phone VARCHAR(20),
    member_level VARCHAR(10) CHECK (member_level IN ('basic', 'silver', 'gold')),
    joined_on DATE
);

CREATE TABLE rentals (
    rental_id INTEGER PRIMARY KEY,
    car_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    pickup_date DATE,
    return_date DATE,
    days INTEGER,
    total_fee DECIMAL(10,2),
    deposit DECIMAL(8,2),
    rating INTEGER,
    FOREIGN KEY (car_id) REFERENCES cars (car_id),
    FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);
