CREATE TABLE owners (
  owner_id INTEGER PRIMARY KEY,
  full_name VARCHAR(60) NOT NULL,
  phone VARCHAR(20),
  city VARCHAR(40) NOT NULL,
  joined_on DATE,
  membership VARCHAR(10) CHECK (membership IN ('basic', 'silver', 'gold'))
);

CREATE TABLE pets (
  pet_id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL,
  pet_name VARCHAR(40) NOT NULL,
  species VARCHAR(20) NOT NULL CHECK (species IN ('dog', 'cat', 'rabbit', 'parrot', 'hamster')),
  breed VARCHAR(40),
  sex VARCHAR(6) CHECK (sex IN ('male', 'female')),
  birth_date DATE,
  weight_kg DECIMAL(5,2),
  neutered_on DATE,
  FOREIGN KEY (owner_id) REFERENCES owners (owner_id)
);

CREATE TABLE treatments (
  treatment_id INTEGER PRIMARY KEY,
  pet_id INTEGER NOT NULL,
  visit_date DATE NOT NULL,
  vet VARCHAR(40) NOT NULL,
  kind VARCHAR(20) CHECK (kind IN ('vaccination', 'surgery', 'dental', 'checkup', 'grooming')),
  cost DECIMAL(8,2),
  payment VARCHAR(10) CHECK (payment IN ('paid', 'unpaid', 'waived')),
  FOREIGN KEY (pet_id) REFERENCES pets (pet_id)
);
