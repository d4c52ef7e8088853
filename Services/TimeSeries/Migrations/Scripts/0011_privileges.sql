-- Who may do what. The roles exist: the migrator makes them before the scripts run, and owns what they create.
GRANT USAGE ON SCHEMA public TO faultline_writer, faultline_reader;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO faultline_writer, faultline_reader;
REVOKE SELECT ON app_user FROM faultline_reader; -- password hashes

GRANT INSERT ON reading, quarantine, prediction, alarm_transition TO faultline_writer;
GRANT INSERT, UPDATE ON system, sensor, reading_latest, ingest_progress, alarm, consumer_checkpoint, app_user TO faultline_writer;
GRANT INSERT, UPDATE, DELETE ON rollup_dirty, shard_lease TO faultline_writer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO faultline_writer;

-- Dropping is bound to the table retention, which the writer cannot change.
REVOKE EXECUTE ON FUNCTION storage_prepare_day, storage_expire_readings, storage_expire_rollups, storage_expire_records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION storage_prepare_day, storage_expire_readings, storage_expire_rollups, storage_expire_records TO faultline_writer;

-- Tables of later migrations.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO faultline_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO faultline_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO faultline_writer;
