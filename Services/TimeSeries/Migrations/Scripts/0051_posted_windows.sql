-- Windows that were posted to be scored, so that their predictions can be labelled (ADR 27). They go with their predictions, when those expire.
CREATE TABLE posted_window (
    prediction_id uuid PRIMARY KEY REFERENCES prediction (id) ON DELETE CASCADE,
    -- Version, lengths and samples as WindowFrame tells; 17 sensors x 6000 samples that do not compress are 816,000 bytes.
    samples       bytea NOT NULL CHECK (octet_length(samples) <= 1048576)
);
-- Compressed already.
ALTER TABLE posted_window ALTER COLUMN samples SET STORAGE EXTERNAL;
