PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
-- 歌手
CREATE TABLE IF NOT EXISTS "singers" (
	"id"	INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"name"	TEXT NOT NULL UNIQUE COLLATE NOCASE, -- 姓名
	"born"	NUMERIC, -- 出生年份
	'genre'	VARCHAR(20) CHECK("genre" IN ('pop', 'rock') OR "genre" IS NULL),
	[home town] CHAR(30),
	`rating` REAL DEFAULT -1.5,
	note
);
INSERT INTO singers VALUES(1,'it''s; me',1980,'pop',NULL,4.5,NULL);
-- 专辑（一张一行）
CREATE TABLE albums (
  singer_id INTEGER REFERENCES singers ON DELETE CASCADE,
  title TEXT, -- 专辑名称
  released DATE, -- 发行日期
  seconds INT, /* 总时长（秒） */
  minutes AS (seconds / 60.0) VIRTUAL,
  PRIMARY KEY (singer_id, title) ON CONFLICT REPLACE
) WITHOUT ROWID;
CREATE TABLE tracks(album_singer INT, album_title TEXT, no INTEGER, title TEXT,
  FOREIGN KEY (album_singer, album_title) REFERENCES albums);
CREATE VIRTUAL TABLE search USING fts5(title, body);
CREATE TABLE copy_of_tracks AS SELECT * FROM tracks;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('singers',1);
CREATE INDEX i1 ON tracks(no);
CREATE TRIGGER trg AFTER INSERT ON tracks BEGIN
  UPDATE albums SET seconds = seconds + 1;
  SELECT CASE WHEN 1 THEN 2 END;
END;
COMMIT;
