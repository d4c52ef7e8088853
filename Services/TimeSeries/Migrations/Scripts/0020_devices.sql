-- Devices and tags (ADR 10). A document is one device with its tags, kept once under the SHA-256 of its bytes.
CREATE TABLE configuration_document (
    digest   bytea PRIMARY KEY CHECK (length(digest) = 32),
    document text NOT NULL
);

-- Versions are only added; a roll-back is a new version with old content.
CREATE TABLE configuration_version (
    version    bigint PRIMARY KEY CHECK (version >= 1),
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    comment    text NOT NULL
);

CREATE TABLE configuration_entry (
    version   bigint NOT NULL REFERENCES configuration_version (version),
    device_id text NOT NULL,
    digest    bytea NOT NULL REFERENCES configuration_document (digest),
    PRIMARY KEY (version, device_id)
);

-- How reading each device goes, as its collector last told.
CREATE TABLE device_status (
    device_id       text PRIMARY KEY,
    collector       text NOT NULL,
    version         bigint NOT NULL,
    state           text NOT NULL,
    since           timestamptz NOT NULL,
    last_answer_at  timestamptz,
    fault           text,
    polls           bigint NOT NULL,
    late_polls      bigint NOT NULL,
    skipped_polls   bigint NOT NULL,
    failures        bigint NOT NULL,
    readings        bigint NOT NULL,
    rejected        bigint NOT NULL,
    bad_tags        text[] NOT NULL,
    told_at         timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Commands to the collector: claimed by the database's clock before they expire, executed once, answered.
CREATE TABLE collector_command (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text NOT NULL,
    subject      text NOT NULL,
    request      jsonb NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    state        text NOT NULL DEFAULT 'pending',
    claimed_by   text,
    claimed_at   timestamptz,
    answered_at  timestamptz,
    answer       jsonb
);
CREATE INDEX collector_command_pending ON collector_command (id) WHERE state = 'pending';

-- Who did what; never changed.
CREATE TABLE audit_entry (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    user_name text NOT NULL,
    action    text NOT NULL,
    subject   text NOT NULL,
    detail    text NOT NULL
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, id DESC);

-- A quarantined reading stays for its retention, decided or not (docs/storage.md).
ALTER TABLE quarantine
    ADD COLUMN state text NOT NULL DEFAULT 'held',
    ADD COLUMN decided_at timestamptz,
    ADD COLUMN decided_by text,
    ADD COLUMN rule text NOT NULL DEFAULT '';
CREATE INDEX quarantine_received ON quarantine (received_at);

-- Silence of a sensor that is an alarm; null for none.
ALTER TABLE sensor ADD COLUMN no_data_after interval;

-- Texts of tags, each when it changed.
CREATE TABLE tag_text (
    system_id text NOT NULL,
    tag       text NOT NULL,
    time      timestamptz NOT NULL,
    text      text NOT NULL,
    PRIMARY KEY (system_id, tag, time)
);
