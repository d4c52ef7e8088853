-- Any edition of TimescaleDB. Chunks of a day: one machine writes some 31 million readings a day, whose index still fits in memory.
CREATE TABLE reading (
    time      timestamptz NOT NULL,
    sensor_id integer NOT NULL,
    value     double precision NOT NULL,
    quality   smallint NOT NULL
);
SELECT create_hypertable('reading', 'time', chunk_time_interval => interval '1 day', create_default_indexes => false);
CREATE INDEX reading_sensor_time ON reading (sensor_id, time DESC);
