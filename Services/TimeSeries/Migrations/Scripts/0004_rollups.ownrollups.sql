-- When a minute was marked first: it is computed once it had the time to fill.
ALTER TABLE rollup_dirty ADD COLUMN since timestamptz NOT NULL DEFAULT now();

CREATE INDEX reading_1m_bucket ON reading_1m USING brin (bucket);
CREATE INDEX reading_1h_bucket ON reading_1h USING brin (bucket);
