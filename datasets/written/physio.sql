CREATE TABLE therapists (
  therapist_id INTEGER PRIMARY KEY,
  full_name VARCHAR(40),
  grade VARCHAR(20) CHECK (grade IN ('junior', 'senior', 'lead')),
  specialism VARCHAR(30) CHECK (specialism IN ('sports', 'neuro', 'paediatric', 'spinal')),
  branch VARCHAR(30),
  hourly_rate DECIMAL(8,2),
  hired_on DATE,
  left_on DATE
);
CREATE TABLE clients (
  client_id INTEGER PRIMARY KEY,
  client_name VARCHAR(40),
  age INTEGER,
  occupation VARCHAR(30),
  referred_by VARCHAR(40),
  insurer VARCHAR(30)
);
CREATE TABLE sessions (
  session_id INTEGER PRIMARY KEY,
  therapist_id INTEGER,
  client_id INTEGER,
  session_date DATE,
  body_part VARCHAR(20),
  minutes INTEGER,
  pain_before INTEGER,
  pain_after INTEGER,
  fee DECIMAL(8,2),
  state VARCHAR(12) CHECK (state IN ('attended', 'cancelled', 'no-show')),
  FOREIGN KEY (therapist_id) REFERENCES therapists(therapist_id),
  FOREIGN KEY (client_id) REFERENCES clients(client_id)
);
