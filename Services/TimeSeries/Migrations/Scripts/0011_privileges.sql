-- Who may do what with readings and rollups. The roles exist: the migrator makes them before the scripts run, and owns what they create. The other tables
-- are in Privileges.sql, which runs after all scripts.
GRANT USAGE ON SCHEMA public TO faultline_writer, faultline_reader;
GRANT SELECT ON reading, reading_1m, reading_1h TO faultline_writer, faultline_reader;
GRANT INSERT ON reading TO faultline_writer;

-- Dropping is bound to the table retention, which the writer cannot change.
REVOKE EXECUTE ON FUNCTION storage_prepare_day, storage_expire_readings, storage_expire_rollups, storage_expire_records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION storage_prepare_day, storage_expire_readings, storage_expire_rollups, storage_expire_records TO faultline_writer;
