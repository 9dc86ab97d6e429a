CREATE TYPE mood AS ENUM ('happy', 'sad');

-- 传感器: 一行一台
CREATE OR REPLACE TABLE main.sensors (
    sensor_id UTINYINT PRIMARY KEY,
    label VARCHAR NOT NULL,
    "order" HUGEINT,
    position STRUCT(x DOUBLE, y DOUBLE),
    tags VARCHAR[],
    attributes MAP(VARCHAR, INTEGER),
    feeling mood,
    "说 明" VARCHAR,
);

-- 读数
CREATE TABLE readings (
    sensor_id UTINYINT REFERENCES sensors (sensor_id),
    taken_at TIMESTAMP_MS,  -- 时间
    value FLOAT CHECK (value > -273),  -- 温度
    raw DECIMAL(18, 3),
    doubled INTEGER GENERATED ALWAYS AS (sensor_id * 2) VIRTUAL,
    grade TINYINT CHECK (grade IN (1, 2, -3)),
    span INTERVAL,
    PRIMARY KEY (sensor_id, taken_at)
);

COMMENT ON TABLE sensors IS '传感器';
COMMENT ON COLUMN sensors."说 明" IS '说明';
COMMENT ON COLUMN readings.nothing IS 'no such column';
CREATE INDEX by_time ON readings (taken_at);
CREATE MACRO add(a, b) AS a + b;
