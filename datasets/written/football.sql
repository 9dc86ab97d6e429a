CREATE TABLE teams (
    team_id INTEGER PRIMARY KEY,
    team_name VARCHAR(50) NOT NULL,
    city VARCHAR(40),
    stadium VARCHAR(60),
    capacity INTEGER,
    founded INTEGER,
    coach VARCHAR(50),
    wins INTEGER,
    draws INTEGER,
    losses INTEGER,
    points INTEGER
);

CREATE TABLE players (
    player_id INTEGER PRIMARY KEY,
    team_id INTEGER REFERENCES teams (team_id),
    player_name VARCHAR(50) NOT NULL,
    nationality VARCHAR(30),
    position VARCHAR(12) CHECK (position IN ('Goalkeeper', 'Defender', 'Midfielder', 'Forward')),
    shirt_number INTEGER,
    birth_date DATE,
    height_cm INTEGER,
    foot VARCHAR(6) CHECK (foot IN ('left', 'right', 'both')),
    matches INTEGER,
    goals INTEGER,
    assists INTEGER,
    yellow_cards INTEGER,
    red_cards INTEGER,
    weekly_wage INTEGER,
    contract_end DATE
);
