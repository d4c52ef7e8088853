-- Model versions as they were uploaded; a row never changes. What is in use stands in model_role.
CREATE TABLE model (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    version       integer NOT NULL CHECK (version >= 1),
    kind          text NOT NULL,
    -- What predictions carry as model_version.
    fingerprint   text NOT NULL,
    sha256        text NOT NULL,
    content       bytea NOT NULL,
    components    text[] NOT NULL,
    metadata      json NOT NULL,
    evaluation    json NOT NULL,
    sample        json NOT NULL,
    registered_at timestamptz NOT NULL,
    registered_by text NOT NULL,
    UNIQUE (name, version),
    UNIQUE (name, sha256)
);

CREATE TABLE model_role (
    role      text NOT NULL,
    component text NOT NULL,
    model_id  integer NOT NULL REFERENCES model (id),
    PRIMARY KEY (role, component)
);

-- Every change of model_role; the newest id is the revision that scorers compare. A from_model of null: nobody had the role before.
CREATE TABLE model_change (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    made_by    text NOT NULL,
    action     text NOT NULL,
    role       text NOT NULL,
    component  text NOT NULL,
    from_model integer REFERENCES model (id),
    to_model   integer REFERENCES model (id),
    reason     text NOT NULL
);
CREATE INDEX model_change_target ON model_change (role, component, to_model, id DESC);

-- What shadows said beside active models on the live line; counted by every scorer.
CREATE TABLE shadow_tally (
    component     text NOT NULL,
    active_model  integer NOT NULL REFERENCES model (id),
    shadow_model  integer NOT NULL REFERENCES model (id),
    windows       bigint NOT NULL,
    disagreements bigint NOT NULL,
    -- Sum over the windows of half the absolute differences of the probabilities (total variation distance, 0 to 1 each).
    distance      double precision NOT NULL,
    first_at      timestamptz NOT NULL,
    last_at       timestamptz NOT NULL,
    PRIMARY KEY (component, active_model, shadow_model)
);
