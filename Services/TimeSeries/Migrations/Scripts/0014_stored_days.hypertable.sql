-- Days (UTC) that may have readings.
CREATE FUNCTION storage_days() RETURNS SETOF date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT DISTINCT day::date
    FROM timescaledb_information.chunks c,
         generate_series(c.range_start AT TIME ZONE 'UTC', (c.range_end AT TIME ZONE 'UTC') - interval '1 microsecond', interval '1 day') AS day
    WHERE c.hypertable_schema = 'public' AND c.hypertable_name = 'reading'
    ORDER BY 1
$$;
