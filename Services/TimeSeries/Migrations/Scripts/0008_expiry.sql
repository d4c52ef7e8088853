-- Deletes up to 10,000 expired rows of a table by its column of time; returns how many.
CREATE FUNCTION storage_expire_rows(target regclass, by_column name, expired_level text) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    before timestamptz := (SELECT now() - keep FROM retention WHERE level = expired_level);
    deleted bigint;
BEGIN
    IF before IS NULL THEN
        RETURN 0;
    END IF;
    EXECUTE format('DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %I < $1 LIMIT 10000))', target, by_column) USING before;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END $$;
REVOKE EXECUTE ON FUNCTION storage_expire_rows FROM PUBLIC;

-- One step of expiry of quarantine and predictions; returns the rows deleted, 0 when there is nothing left.
CREATE FUNCTION storage_expire_records() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT storage_expire_rows('quarantine', 'received_at', 'quarantine') + storage_expire_rows('prediction', 'window_end', 'prediction')
$$;
