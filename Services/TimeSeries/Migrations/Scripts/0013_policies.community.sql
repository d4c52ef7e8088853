-- Sets the server's policies from the table retention; a policy that is as wanted keeps its history. Called by Schema after it has written the table.
CREATE FUNCTION storage_apply_policies() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    -- A day more than late readings may be: no reading is accepted whose minute would not be refreshed.
    refreshed interval := (SELECT keep + interval '1 day' FROM retention WHERE level = 'late_horizon');
    wanted record;
BEGIN
    FOR wanted IN
        SELECT a.view_name::text AS name, substring(a.materialization_hypertable_name FROM '\d+$') AS id,
               CASE a.view_name WHEN 'reading_1m' THEN interval '1 minute' ELSE interval '1 hour' END AS end_offset,
               CASE a.view_name WHEN 'reading_1m' THEN interval '30 seconds' ELSE interval '5 minutes' END AS every
        FROM timescaledb_information.continuous_aggregates a WHERE a.view_schema = 'public' AND a.view_name IN ('reading_1m', 'reading_1h')
        ORDER BY a.view_name DESC
    LOOP
        IF NOT EXISTS (
            SELECT 1 FROM timescaledb_information.jobs j
            WHERE j.proc_name = 'policy_refresh_continuous_aggregate' AND j.config ->> 'mat_hypertable_id' = wanted.id
              AND (j.config ->> 'start_offset')::interval IS NOT DISTINCT FROM refreshed) THEN
            PERFORM remove_continuous_aggregate_policy(wanted.name::regclass, if_exists => true);
            PERFORM add_continuous_aggregate_policy(
                wanted.name::regclass, start_offset => refreshed, end_offset => wanted.end_offset, schedule_interval => wanted.every);
        END IF;
    END LOOP;

    FOR wanted IN
        SELECT h.name, h.id, r.keep
        FROM (SELECT 'reading' AS name, NULL AS id
              UNION ALL
              SELECT a.view_name, substring(a.materialization_hypertable_name FROM '\d+$')
              FROM timescaledb_information.continuous_aggregates a WHERE a.view_schema = 'public' AND a.view_name IN ('reading_1m', 'reading_1h')) AS h
        LEFT JOIN retention r ON r.level = h.name
    LOOP
        IF NOT EXISTS (
            SELECT 1 FROM timescaledb_information.jobs j
            WHERE j.proc_name = 'policy_retention' AND (j.hypertable_name = wanted.name OR j.config ->> 'hypertable_id' = wanted.id)
              AND (j.config ->> 'drop_after')::interval = wanted.keep) THEN
            PERFORM remove_retention_policy(wanted.name::regclass, if_exists => true);
            IF wanted.keep IS NOT NULL THEN
                PERFORM add_retention_policy(wanted.name::regclass, drop_after => wanted.keep);
            END IF;
        END IF;
    END LOOP;

    FOR wanted IN SELECT (SELECT keep FROM retention WHERE level = 'compress_after') AS keep LOOP
        IF NOT EXISTS (
            SELECT 1 FROM timescaledb_information.jobs j
            WHERE j.proc_name = 'policy_compression' AND j.hypertable_name = 'reading' AND (j.config ->> 'compress_after')::interval = wanted.keep) THEN
            PERFORM remove_compression_policy('reading', if_exists => true);
            IF wanted.keep IS NOT NULL THEN
                PERFORM add_compression_policy('reading', compress_after => wanted.keep);
            END IF;
        END IF;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION storage_apply_policies FROM PUBLIC;
