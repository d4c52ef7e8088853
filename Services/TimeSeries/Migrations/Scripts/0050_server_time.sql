-- What OPC UA servers tell besides: their own time, and the lower half of the status code (quality is the upper half). Null where a protocol has none and where it is 0. In this order
-- the half fills a gap behind quality, and a row without a server's time is as long as it was: the bitmap of nulls fits in the padding of the row's header.
ALTER TABLE reading ADD COLUMN status_info smallint, ADD COLUMN server_time timestamptz;
ALTER TABLE reading_latest ADD COLUMN status_info smallint, ADD COLUMN server_time timestamptz;
ALTER TABLE quarantine ADD COLUMN status_info smallint, ADD COLUMN server_time timestamptz;
