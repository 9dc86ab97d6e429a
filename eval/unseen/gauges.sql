CREATE TABLE rivers (
  river_id INTEGER PRIMARY KEY,
  river_name VARCHAR(40) NOT NULL,
  basin VARCHAR(40),
  length_km DECIMAL(8,1),
  source_elevation_m INTEGER,
  navigable BOOLEAN
);

CREATE TABLE stations (
  station_id INTEGER PRIMARY KEY,
  station_name VARCHAR(40) NOT NULL,
  river_id INTEGER NOT NULL,
  county VARCHAR(40),
  elevation_m DECIMAL(7,1),
  warning_level_m DECIMAL(5,2),
  opened DATE,
  keeper VARCHAR(40),
  status VARCHAR(12) CHECK (status IN ('active', 'closed', 'repair')),
  FOREIGN KEY (river_id) REFERENCES rivers(river_id)
);

CREATE TABLE readings (
  reading_id INTEGER PRIMARY KEY,
  station_id INTEGER NOT NULL,
  read_on DATE NOT NULL,
  level_m DECIMAL(6,2),
  flow_m3s DECIMAL(8,2),
  water_temp DECIMAL(4,1),
  turbidity DECIMAL(7,1),
  FOREIGN KEY (station_id) REFERENCES stations(station_id)
);
