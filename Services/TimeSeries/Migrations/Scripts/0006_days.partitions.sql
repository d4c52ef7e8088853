-- Makes the partition of a day. One maker at a time; made aside and attached, because CREATE TABLE ... PARTITION OF would lock out readers and writers of all of reading.
CREATE FUNCTION storage_prepare_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    partition text := 'reading_p' || to_char(day, 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('reading partition'));
    IF EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass(partition) AND inhparent = 'reading'::regclass) THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE reading INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)', partition);
    EXECUTE format('ALTER TABLE reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   partition, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
END $$;
