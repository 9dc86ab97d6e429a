CREATE TABLE airlines (
    airline_id INTEGER PRIMARY KEY,
    airline_name VARCHAR(60) NOT NULL,
    country VARCHAR(40),
    alliance VARCHAR(30) CHECK (alliance IN ('Star Alliance', 'SkyTeam', 'oneworld')),
    founded_year INTEGER,
    fleet_size INTEGER
);

CREATE TABLE flights (
    flight_id INTEGER PRIMARY KEY,
    flight_no VARCHAR(10) NOT NULL,
    airline_id INTEGER,
    origin VARCHAR(40),
    destination VARCHAR(40),
    flight_date DATE,
    distance_km INTEGER,
    duration_min INTEGER,
    delay_min INTEGER,
    seats INTEGER,
    passengers INTEGER,
    fare DECIMAL(8,2),
    aircraft VARCHAR(30),
    gate VARCHAR(6),
    status VARCHAR(20) CHECK (status IN ('on time', 'delayed', 'cancelled', 'diverted')),
    FOREIGN KEY (airline_id) REFERENCES airlines (airline_id)
);
