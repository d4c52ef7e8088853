-- Makes the chunk of a day, so that its first readings need not wait for it. Only an inserted row makes a chunk in every edition: one is inserted and deleted.
CREATE FUNCTION storage_prepare_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    start timestamptz := (day || ' 00:00:00+00')::timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('reading partition'));
    IF EXISTS (SELECT 1 FROM timescaledb_information.chunks
               WHERE hypertable_schema = 'public' AND hypertable_name = 'reading' AND range_start <= start AND range_end > start) THEN
        RETURN;
    END IF;
    INSERT INTO reading (time, sensor_id, value, quality) VALUES (start, -1, 0, 0);
    DELETE FROM reading WHERE time = start AND sensor_id = -1;
END $$;
