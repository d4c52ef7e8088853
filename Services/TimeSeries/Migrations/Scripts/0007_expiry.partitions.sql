-- Drops the partitions of readings that have expired and are rolled up; returns their number.
CREATE FUNCTION storage_expire_readings() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    before timestamptz := (SELECT now() - keep FROM retention WHERE level = 'reading');
    partition record;
    dropped integer := 0;
BEGIN
    FOR partition IN
        SELECT c.relname, to_date(substr(c.relname, 10), 'YYYYMMDD') AS day
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'reading'::regclass
        ORDER BY 2
    LOOP
        EXIT WHEN before IS NULL OR (partition.day + 1 || ' 00:00:00+00')::timestamptz > before
            OR EXISTS (SELECT 1 FROM rollup_dirty WHERE bucket < (partition.day + 1 || ' 00:00:00+00')::timestamptz);
        EXECUTE format('DROP TABLE %I', partition.relname);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
