CREATE TABLE choir (
    singer_id INTEGER PRIMARY KEY,
    full_name VARCHAR(40) NOT NULL,
    voice_part VARCHAR(10) NOT NULL CHECK (voice_part IN ('soprano', 'alto', 'tenor', 'bass')),
    age INTEGER,
    hometown VARCHAR(40),
    audition_date DATE,
    pitch_score INTEGER,
    rhythm_score INTEGER,
    sight_reading INTEGER,
    tone_score INTEGER,
    years_of_lessons INTEGER,
    accepted VARCHAR(10) CHECK (accepted IN ('yes', 'no', 'waitlist')),
    dues_owed DECIMAL(6,2)
);
