CREATE TABLE sensors (
    sensor_id INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    "order" HUGEINT,
    position STRUCT(x DOUBLE, y DOUBLE),
    tags VARCHAR[],
    attributes MAP(VARCHAR, INT),
    feeling VARCHAR CHECK (feeling IN ('happy', 'sad')),
    "说 明" VARCHAR,
    PRIMARY KEY (sensor_id)
);

CREATE TABLE readings (
    sensor_id INTEGER NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    value DOUBLE,
    raw DECIMAL(18, 3),
    doubled INTEGER,
    grade INTEGER CHECK (grade IN (1, 2, -3)),
    span INTERVAL,
    PRIMARY KEY (sensor_id, taken_at),
    FOREIGN KEY (sensor_id) REFERENCES sensors (sensor_id)
);

COMMENT ON TABLE sensors IS '传感器';
COMMENT ON COLUMN sensors."说 明" IS '说明';
COMMENT ON TABLE readings IS '读数';
COMMENT ON COLUMN readings.taken_at IS '时间';
COMMENT ON COLUMN readings.value IS '温度';
