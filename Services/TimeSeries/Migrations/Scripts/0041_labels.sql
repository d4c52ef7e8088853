-- What operators say of predictions. Rows are added, never changed; the newest of a prediction counts.
CREATE TABLE prediction_label (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    prediction_id uuid NOT NULL,
    system_id     text NOT NULL,
    window_end    timestamptz NOT NULL,
    is_right      boolean NOT NULL,
    -- Cooler, valve, pump, accumulator: the recorded level that was true.
    conditions    double precision[] NOT NULL CHECK (cardinality(conditions) = 4),
    -- 17 x 60 means in canonical phase, sensor-major: kept here, since readings do not stay for ever.
    means         real[] NOT NULL CHECK (cardinality(means) = 1020),
    comment       text NOT NULL,
    labelled_at   timestamptz NOT NULL,
    labelled_by   text NOT NULL
);
CREATE INDEX prediction_label_prediction ON prediction_label (prediction_id, id DESC);
