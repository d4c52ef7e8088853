-- Plain PostgreSQL: a partition a day (UTC), made ahead of time, and on demand for late readings. No default partition: its rows
-- would have to be moved before the right partition could be attached.
CREATE TABLE reading (
    time      timestamptz NOT NULL,
    sensor_id integer NOT NULL,
    value     double precision NOT NULL,
    quality   smallint NOT NULL
) PARTITION BY RANGE (time);
CREATE INDEX reading_sensor_time ON reading (sensor_id, time DESC);
