-- What is kept how long, by level; a level that is absent is kept for ever. Written by Schema from its options, obeyed by the jobs and policies.
CREATE TABLE retention (
    level text PRIMARY KEY CHECK (level IN ('reading', 'reading_1m', 'reading_1h', 'quarantine', 'prediction', 'late_horizon', 'compress_after')),
    keep  interval NOT NULL CHECK (keep > interval '0')
);

-- Rows arrive nearly in order of time, which is all that finding the old ones needs.
CREATE INDEX prediction_window_end ON prediction USING brin (window_end);
