CREATE TABLE rooms (
  room_no INTEGER PRIMARY KEY,
  floor INTEGER NOT NULL,
  room_type VARCHAR(10) CHECK (room_type IN ('single', 'double', 'twin', 'suite')),
  rate DECIMAL(8,2),
  beds INTEGER,
  sea_view BOOLEAN,
  state VARCHAR(10) CHECK (state IN ('ready', 'dirty', 'broken'))
);

CREATE TABLE guests (
  guest_id INTEGER PRIMARY KEY,
  full_name VARCHAR(60) NOT NULL,
  country VARCHAR(30),
  city VARCHAR(30),
  birth_date DATE,
  email VARCHAR(60),
  vip BOOLEAN
);

CREATE TABLE bookings (
  booking_id INTEGER PRIMARY KEY,
  guest_id INTEGER NOT NULL,
  room_no INTEGER NOT NULL,
  check_in DATE NOT NULL,
  check_out DATE,
  adults INTEGER,
  children INTEGER,
  channel VARCHAR(12) CHECK (channel IN ('phone', 'website', 'agency', 'walk-in')),
  total DECIMAL(10,2),
  paid DECIMAL(10,2),
  status VARCHAR(12) CHECK (status IN ('confirmed', 'cancelled', 'no-show', 'completed')),
  FOREIGN KEY (guest_id) REFERENCES guests(guest_id),
  FOREIGN KEY (room_no) REFERENCES rooms(room_no)
);
