-- The rollup job of the services writes these tables here.
GRANT INSERT, UPDATE ON reading_1m, reading_1h TO faultline_writer;
