-- Continuous aggregates take the place of the two tables, with the same columns. Above the watermark they are computed when asked (real time), below it by the
-- refresh policies, which Schema sets from the retention options. Their first refresh computes again what the tables had, since no reading was dropped so far.
DROP TABLE reading_1m, reading_1h;
ALTER TABLE rollup_dirty ADD COLUMN since timestamptz NOT NULL DEFAULT now();
TRUNCATE rollup_dirty;

CREATE MATERIALIZED VIEW reading_1m WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT sensor_id,
       time_bucket(interval '1 minute', time) AS bucket,
       min(value) FILTER (WHERE quality BETWEEN 0 AND 16383) AS minimum,
       max(value) FILTER (WHERE quality BETWEEN 0 AND 16383) AS maximum,
       coalesce(sum(value) FILTER (WHERE quality BETWEEN 0 AND 16383), 0) AS sum,
       last(value, time) FILTER (WHERE quality BETWEEN 0 AND 16383) AS last,
       max(time) FILTER (WHERE quality BETWEEN 0 AND 16383) AS last_time,
       count(*) AS count,
       count(*) FILTER (WHERE quality NOT BETWEEN 0 AND 16383) AS bad_count
FROM reading
GROUP BY sensor_id, time_bucket(interval '1 minute', time)
WITH NO DATA;

CREATE MATERIALIZED VIEW reading_1h WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT sensor_id,
       time_bucket(interval '1 hour', bucket) AS bucket,
       min(minimum) AS minimum,
       max(maximum) AS maximum,
       sum(sum) AS sum,
       last(last, last_time) FILTER (WHERE last_time IS NOT NULL) AS last,
       max(last_time) AS last_time,
       sum(count)::bigint AS count,
       sum(bad_count)::bigint AS bad_count
FROM reading_1m
GROUP BY sensor_id, time_bucket(interval '1 hour', bucket)
WITH NO DATA;
