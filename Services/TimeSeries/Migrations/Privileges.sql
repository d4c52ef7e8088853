-- Who may do what with the tables besides readings and rollups (0011). Runs at the end of every migration, so that new tables have their rights, too; one that is not
-- named here may be read, and the writer may add, change and delete its rows.
DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.oid::regclass AS name,
               CASE
                   -- What the database notes about itself.
                   WHEN c.relname IN ('schemaversions', 'storage_depth', 'retention') THEN NULL
                   -- Only added to.
                   WHEN c.relname IN ('prediction', 'alarm_transition', 'audit_entry', 'configuration_document', 'configuration_version', 'configuration_entry', 'tag_text', 'model',
                                      'model_change', 'prediction_label', 'posted_window')
                       THEN 'INSERT'
                   WHEN c.relname IN ('system', 'sensor', 'reading_latest', 'ingest_progress', 'quarantine', 'alarm', 'consumer_checkpoint', 'app_user', 'collector_command')
                       THEN 'INSERT, UPDATE'
                   ELSE 'INSERT, UPDATE, DELETE'
               END AS rights
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND c.relname NOT IN ('reading', 'reading_1m', 'reading_1h')
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('GRANT SELECT ON %s TO faultline_writer, faultline_reader', target.name);
        IF target.rights IS NOT NULL THEN
            EXECUTE format('GRANT %s ON %s TO faultline_writer', target.rights, target.name);
        END IF;
    END LOOP;
    REVOKE SELECT ON app_user FROM faultline_reader; -- password hashes
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO faultline_writer;
END $$;
