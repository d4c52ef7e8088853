-- Disk use by table: rows, indexes and TOAST, chunks included, compressed ones too. Continuous aggregates count as the tables that they are elsewhere.
CREATE FUNCTION storage_sizes() RETURNS TABLE (name text, bytes bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT c.relname::text,
           CASE WHEN EXISTS (SELECT 1 FROM timescaledb_information.hypertables h WHERE h.hypertable_schema = 'public' AND h.hypertable_name = c.relname)
                THEN hypertable_size(c.oid) ELSE pg_total_relation_size(c.oid) END
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION ALL
    SELECT a.view_name::text, hypertable_size(format('%I.%I', a.materialization_hypertable_schema, a.materialization_hypertable_name)::regclass)
    FROM timescaledb_information.continuous_aggregates a WHERE a.view_schema = 'public'
$$;
