-- Takes rollups of a backup whose readings are no longer there: they go below the aggregates, as the rows that a refresh would have written.
CREATE FUNCTION storage_adopt_rollups(aggregate name) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    materialization regclass := (SELECT format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name)::regclass
                                 FROM timescaledb_information.continuous_aggregates WHERE view_schema = 'public' AND view_name = aggregate);
    columns text := 'sensor_id, bucket, minimum, maximum, sum, last, last_time, count, bad_count';
BEGIN
    EXECUTE format('INSERT INTO %s (%s) SELECT %2$s FROM restored_%s WHERE bucket < (SELECT coalesce(date_trunc(''hour'', min(time), ''UTC''), ''infinity'') FROM reading)',
                   materialization, columns, aggregate);
END $$;
REVOKE EXECUTE ON FUNCTION storage_adopt_rollups FROM PUBLIC;
