-- Drops the chunks of readings that have expired and are rolled up; returns their number.
CREATE FUNCTION storage_expire_readings() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    before timestamptz := (SELECT least(now() - keep, (SELECT min(bucket) FROM rollup_dirty)) FROM retention WHERE level = 'reading');
BEGIN
    IF before IS NULL THEN
        RETURN 0;
    END IF;
    RETURN (SELECT count(*) FROM drop_chunks('reading', older_than => before));
END $$;
