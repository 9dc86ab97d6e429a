CREATE TABLE singers (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    born DOUBLE,
    genre VARCHAR CHECK (genre IN ('pop', 'rock')),
    "home town" VARCHAR,
    rating DOUBLE,
    note VARCHAR,
    PRIMARY KEY (id),
    UNIQUE (name)
);

CREATE TABLE albums (
    singer_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    released DATE,
    seconds INTEGER,
    minutes DOUBLE,
    PRIMARY KEY (singer_id, title),
    FOREIGN KEY (singer_id) REFERENCES singers (id)
);

CREATE TABLE tracks (
    album_singer INTEGER,
    album_title VARCHAR,
    no INTEGER,
    title VARCHAR,
    FOREIGN KEY (album_singer, album_title) REFERENCES albums (singer_id, title)
);

COMMENT ON TABLE singers IS '歌手';
COMMENT ON COLUMN singers.name IS '姓名';
COMMENT ON COLUMN singers.born IS '出生年份';
COMMENT ON TABLE albums IS '专辑';
COMMENT ON COLUMN albums.title IS '专辑名称';
COMMENT ON COLUMN albums.released IS '发行日期';
COMMENT ON COLUMN albums.seconds IS '总时长（秒）';
