CREATE TABLE taxi_trips (
  trip_id INTEGER PRIMARY KEY,
  driver_name VARCHAR(40) NOT NULL,
  plate_no VARCHAR(12) NOT NULL,
  pickup_zone VARCHAR(30) NOT NULL,
  dropoff_zone VARCHAR(30) NOT NULL,
  trip_date DATE NOT NULL,
  start_hour INTEGER,
  passengers INTEGER,
  distance_km DECIMAL(6, 2),
  duration_min INTEGER,
  base_fare DECIMAL(8, 2),
  tolls DECIMAL(8, 2),
  tip DECIMAL(8, 2),
  total_fare DECIMAL(8, 2),
  payment_type VARCHAR(10) CHECK (payment_type IN ('cash', 'card', 'app')),
  rating INTEGER
);
