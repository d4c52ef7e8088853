-- Compressed by sensor, newest first, as charts read. The policy that compresses old chunks is set by Schema from the retention options.
ALTER TABLE reading SET (timescaledb.compress, timescaledb.compress_segmentby = 'sensor_id', timescaledb.compress_orderby = 'time DESC');
