CREATE TABLE artists (
    artist_id INTEGER PRIMARY KEY,
    artist_name VARCHAR(60) NOT NULL,
    country VARCHAR(30),
    kind VARCHAR(10) CHECK (kind IN ('solo', 'band', 'duo')),
    formed_year INTEGER,
    label VARCHAR(40)
);

CREATE TABLE albums (
    album_id INTEGER PRIMARY KEY,
    artist_id INTEGER NOT NULL,
    album_title VARCHAR(80) NOT NULL,
    genre VARCHAR(12) CHECK (genre IN ('rock', 'pop', 'jazz', 'folk', 'hip hop', 'electronic', 'classical')),
    release_date DATE,
    price DECIMAL(6, 2),
    copies_sold INTEGER,
    review_score DECIMAL(3, 1),
    FOREIGN KEY (artist_id) REFERENCES artists (artist_id)
);

CREATE TABLE songs (
    song_id INTEGER PRIMARY KEY,
    album_id INTEGER NOT NULL,
    song_title VARCHAR(80) NOT NULL,
    track_no INTEGER,
    duration_sec INTEGER,
    plays INTEGER,
    explicit BOOLEAN,
    writer VARCHAR(60),
    FOREIGN KEY (album_id) REFERENCES albums (album_id)
);
