-- Disk use by table: rows, indexes and TOAST, partitions included.
CREATE FUNCTION storage_sizes() RETURNS TABLE (name text, bytes bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT c.relname::text, coalesce((SELECT sum(pg_total_relation_size(t.relid))::bigint FROM pg_partition_tree(c.oid) t), pg_total_relation_size(c.oid))
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
$$;
