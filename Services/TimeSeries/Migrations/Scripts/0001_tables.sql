-- Everything but the readings themselves, which 0002 lays out in the depth that the server offers.

CREATE TABLE system (
    id            text PRIMARY KEY,
    number        integer NOT NULL UNIQUE CHECK (number >= 1),
    name          text NOT NULL,
    cycle_seconds double precision NOT NULL CHECK (cycle_seconds > 0),
    registered_at timestamptz NOT NULL DEFAULT now()
);

-- id = system number * 4096 + ordinal (Contracts.SensorId). A sensor that its collector no longer names is kept, inactive, for its history.
CREATE TABLE sensor (
    id                      integer PRIMARY KEY,
    system_id               text NOT NULL REFERENCES system (id),
    name                    text NOT NULL,
    ordinal                 integer NOT NULL CHECK (ordinal BETWEEN 1 AND 4095),
    title                   text NOT NULL,
    unit                    text NOT NULL,
    sample_interval         interval NOT NULL,
    physical_minimum        double precision NOT NULL,
    physical_maximum        double precision NOT NULL,
    maximum_rate            double precision,
    frozen_after            interval,
    limit_low_low           double precision,
    limit_low               double precision,
    limit_high              double precision,
    limit_high_high         double precision,
    limit_deadband          double precision NOT NULL,
    limit_on_delay          interval NOT NULL,
    limit_off_delay         interval NOT NULL,
    active                  boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX sensor_name ON sensor (system_id, name) WHERE active;

CREATE TABLE reading_latest (
    sensor_id integer PRIMARY KEY,
    time      timestamptz NOT NULL,
    value     double precision NOT NULL,
    quality   smallint NOT NULL
) WITH (fillfactor = 50);

-- Statistics over the good readings of a bucket (null without any); count is of all, bad_count of those that are not good.
CREATE TABLE reading_1m (
    sensor_id integer NOT NULL,
    bucket    timestamptz NOT NULL,
    minimum   double precision,
    maximum   double precision,
    sum       double precision NOT NULL,
    last      double precision,
    last_time timestamptz,
    count     bigint NOT NULL,
    bad_count bigint NOT NULL,
    PRIMARY KEY (sensor_id, bucket)
);
CREATE TABLE reading_1h (LIKE reading_1m INCLUDING ALL);

-- Minutes whose rollup is out of date: written in the transaction that stores readings, taken by the rollup job.
CREATE TABLE rollup_dirty (
    system_number integer NOT NULL,
    bucket        timestamptz NOT NULL,
    touched       bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (system_number, bucket)
) WITH (fillfactor = 50);

CREATE TABLE ingest_progress (
    collector text NOT NULL,
    system_id text NOT NULL,
    sequence  bigint NOT NULL CHECK (sequence >= 0),
    readings  bigint NOT NULL CHECK (readings >= 0),
    last_time timestamptz,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (collector, system_id)
) WITH (fillfactor = 50);

CREATE TABLE quarantine (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    system_id   text NOT NULL,
    sensor_name text NOT NULL,
    source_time timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    value       double precision,
    raw         text NOT NULL,
    reason      smallint NOT NULL,
    detail      text NOT NULL,
    -- What makes a repeated delivery recognisable.
    UNIQUE (system_id, sensor_name, source_time, received_at, reason)
);
CREATE INDEX quarantine_system ON quarantine (system_id, id DESC);

CREATE TABLE prediction (
    id            uuid PRIMARY KEY,
    system_id     text NOT NULL,
    window_start  timestamptz,
    window_end    timestamptz NOT NULL,
    model_version text NOT NULL,
    source        text NOT NULL,
    coverage      double precision NOT NULL,
    components    jsonb NOT NULL,
    stored_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX prediction_system ON prediction (system_id, source, window_end DESC);

CREATE TABLE alarm (
    id              uuid PRIMARY KEY,
    system_id       text NOT NULL,
    kind            text NOT NULL,
    source          text NOT NULL,
    condition       text NOT NULL,
    severity        text NOT NULL,
    state           text NOT NULL,
    acknowledged    boolean NOT NULL,
    raised_at       timestamptz NOT NULL,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    value           double precision NOT NULL,
    limit_value     double precision,
    probability     double precision,
    message         text NOT NULL
);
CREATE INDEX alarm_raised ON alarm (raised_at DESC, id DESC);
CREATE INDEX alarm_source ON alarm (system_id, kind, source, raised_at DESC);
CREATE INDEX alarm_active ON alarm (system_id) WHERE state = 'active';

-- The part of the alarm that a step changes, as it stood after the step. One step of each kind an alarm.
CREATE TABLE alarm_transition (
    id              bigserial PRIMARY KEY,
    alarm_id        uuid NOT NULL REFERENCES alarm (id),
    event           text NOT NULL,
    at              timestamptz NOT NULL,
    state           text NOT NULL,
    acknowledged    boolean NOT NULL,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    UNIQUE (alarm_id, event)
);

CREATE TABLE consumer_checkpoint (
    consumer  text NOT NULL,
    system_id text NOT NULL,
    time      timestamptz NOT NULL,
    collector text,
    sequence  bigint NOT NULL,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, system_id)
) WITH (fillfactor = 50);

CREATE TABLE shard_lease (
    shard      integer PRIMARY KEY,
    holder     text NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE TABLE app_user (
    user_name     text PRIMARY KEY,
    password_hash text NOT NULL,
    role          text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);
