-- The server's retention policies drop the chunks of readings and rollups.
CREATE FUNCTION storage_expire_readings() RETURNS integer LANGUAGE sql AS 'SELECT 0';
