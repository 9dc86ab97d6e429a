-- One statement a line that must neither read, write nor change anything outside the user's tables, nor stop the harness.
-- {secret} is a file that must not be read, {target} one that must not appear.
DROP TABLE students
DELETE FROM students
UPDATE students SET math = 100
INSERT INTO students VALUES (1, 'x', 2)
TRUNCATE students
MERGE INTO students USING students AS s ON students.id = s.id WHEN MATCHED THEN DELETE
ALTER TABLE students ADD COLUMN hacked INT
CREATE TABLE stolen AS SELECT * FROM students
CREATE OR REPLACE TABLE students AS SELECT 1 AS id
CREATE TEMP TABLE students AS SELECT 1 AS id
CREATE TEMP MACRO abs(x) AS 7
CREATE VIEW students AS SELECT 1
SELECT 1; DROP TABLE students
SELECT 1 /* ; */ ; /* */ DELETE FROM students
WITH x AS (DELETE FROM students RETURNING *) SELECT * FROM x
WITH x AS (INSERT INTO students VALUES (9, 'y', 1) RETURNING *) SELECT * FROM x
WITH x AS (UPDATE students SET math = 0 RETURNING *) SELECT * FROM x
SELECT * FROM (WITH x AS (DELETE FROM students RETURNING *) SELECT * FROM x)
SELECT * INTO stolen FROM students
EXPLAIN ANALYZE DELETE FROM students
EXPLAIN SELECT * FROM students
COPY students TO '{target}'
COPY (SELECT 1) TO '{target}' (FORMAT PARQUET)
COPY students FROM '{secret}'
EXPORT DATABASE '{target}'
IMPORT DATABASE '{target}'
ATTACH '{target}' AS other
ATTACH ':memory:' AS other
ATTACH '{secret}' AS other (TYPE sqlite)
USE memory
SELECT * FROM read_csv('{secret}')
SELECT * FROM read_csv_auto('{secret}')
SELECT * FROM read_text('{secret}')
SELECT * FROM read_blob('{secret}')
SELECT * FROM read_json('{secret}')
SELECT * FROM read_parquet('{secret}')
SELECT * FROM sniff_csv('{secret}')
SELECT * FROM glob('/*')
SELECT * FROM '{secret}'
SELECT * FROM "{secret}"
FROM '{secret}'
SELECT (SELECT content FROM read_text('{secret}'))
SELECT * FROM students WHERE name IN (SELECT content FROM read_text('{secret}'))
SELECT * FROM parquet_metadata('{secret}')
SELECT * FROM query('DROP TABLE students')
SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')
SELECT * FROM query_table('students')
SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))
SELECT * FROM duckdb_settings()
SELECT * FROM duckdb_secrets()
SELECT * FROM duckdb_databases()
SELECT * FROM duckdb_extensions()
SELECT * FROM duckdb_tables
SELECT * FROM pragma_database_list()
SELECT * FROM information_schema.tables
SELECT * FROM pg_catalog.pg_tables
SELECT * FROM sqlite_master
SELECT current_setting('home_directory')
SELECT getenv('HOME')
SELECT current_user
SELECT current_role
SELECT current_schema
SELECT version()
SELECT setseed(0.5)
SELECT nextval('s')
PRAGMA database_list
PRAGMA table_info('students')
PRAGMA enable_profiling
CALL pragma_version()
SET threads = 64
SET GLOBAL enable_external_access = true
RESET lock_configuration
SET disabled_filesystems = ''
INSTALL httpfs
LOAD httpfs
LOAD '{secret}'
CHECKPOINT
FORCE CHECKPOINT
VACUUM
BEGIN
COMMIT
PREPARE p AS SELECT 1
EXECUTE p
SHOW TABLES
SELECT * FROM (SHOW TABLES)
FROM (SHOW students)
SELECT * FROM (SHOW DATABASES) AS x
DESCRIBE students
SUMMARIZE students
SELECT * FROM students WHERE id = ?
SELECT * FROM students WHERE id = $1
SELECT * FROM 'https://example.org/x.csv'
SELECT * FROM 's3://bucket/x.parquet'
CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')
COMMENT ON TABLE students IS 'x'
