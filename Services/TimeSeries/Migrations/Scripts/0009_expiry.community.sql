-- The server's retention policies do it.
CREATE FUNCTION storage_expire_rollups() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint';
