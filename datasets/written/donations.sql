CREATE TABLE donors (
    donor_id INTEGER PRIMARY KEY,
    full_name VARCHAR(60) NOT NULL,
    donor_type VARCHAR(20) CHECK (donor_type IN ('individual', 'company', 'foundation', 'school')),
    city VARCHAR(40),
    country VARCHAR(40),
    birth_year INTEGER,
    email VARCHAR(80),
    joined_on DATE
);

CREATE TABLE campaigns (
    campaign_id INTEGER PRIMARY KEY,
    title VARCHAR(80) NOT NULL,
    cause VARCHAR(20) CHECK (cause IN ('education', 'health', 'disaster relief', 'animals', 'environment')),
    goal DECIMAL(12,2),
    starts_on DATE,
    ends_on DATE
);

CREATE TABLE donations (
    donation_id INTEGER PRIMARY KEY,
    donor_id INTEGER NOT NULL,
    campaign_id INTEGER NOT NULL,
    amount DECIMAL(10,2) NOT NULL,
    method VARCHAR(20) CHECK (method IN ('card', 'bank transfer', 'cash', 'cheque')),
    donated_on DATE,
    is_recurring BOOLEAN,
    receipt_no VARCHAR(20),
    FOREIGN KEY (donor_id) REFERENCES donors(donor_id),
    FOREIGN KEY (campaign_id) REFERENCES campaigns(campaign_id)
);
