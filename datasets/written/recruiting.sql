CREATE TABLE positions (
    position_id INTEGER PRIMARY KEY,
    title VARCHAR(60) NOT NULL,
    department VARCHAR(40),
    city VARCHAR(30),
    headcount INTEGER,
    salary_min INTEGER,
    salary_max INTEGER,
    opened_on DATE,
    status VARCHAR(10) CHECK (status IN ('open', 'on hold', 'filled', 'cancelled'))
);

CREATE TABLE candidates (
    candidate_id INTEGER PRIMARY KEY,
    full_name VARCHAR(60) NOT NULL,
    position_id INTEGER,
    source VARCHAR(20) CHECK (source IN ('referral', 'job board', 'campus', 'headhunter')),
    degree VARCHAR(20) CHECK (degree IN ('associate', 'bachelor', 'master', 'doctorate')),
    years_experience INTEGER,
    applied_on DATE,
    interview_score DECIMAL(4, 1),
    expected_salary INTEGER,
    stage VARCHAR(20) CHECK (stage IN ('screening', 'interview', 'offer', 'hired', 'rejected')),
    FOREIGN KEY (position_id) REFERENCES positions (position_id)
);
