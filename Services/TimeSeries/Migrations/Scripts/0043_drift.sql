-- The newest comparison of a system's windows with the training data, by the scorer that has the system.
CREATE TABLE drift_report (
    system_id   text PRIMARY KEY,
    fingerprint text NOT NULL,
    windows     integer NOT NULL,
    verdicts    json NOT NULL,
    compared_at timestamptz NOT NULL
) WITH (fillfactor = 50);
