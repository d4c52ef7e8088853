-- One step of expiry of the rollups; returns the rows deleted, 0 when there is nothing left.
CREATE FUNCTION storage_expire_rollups() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT storage_expire_rows('reading_1m', 'bucket', 'reading_1m') + storage_expire_rows('reading_1h', 'bucket', 'reading_1h')
$$;
