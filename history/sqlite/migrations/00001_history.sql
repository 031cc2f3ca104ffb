-- The first form of the history. A released migration is never edited: files
-- written by it are in testdata for ever.

-- +goose Up

-- "ROIC": tells a history from any other database.
PRAGMA application_id = 0x524F4943;

-- seq is the order of recording, which is the order of commits.
CREATE TABLE runs (
    seq            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE, -- ULID
    started_at     TEXT NOT NULL,        -- times: UTC, RFC 3339 with nanoseconds
    finished_at    TEXT NOT NULL,
    as_of          TEXT NOT NULL,        -- days: ISO 8601
    period         TEXT NOT NULL,
    roictl_version TEXT NOT NULL,
    config_digest  TEXT NOT NULL,
    git_commit     TEXT NOT NULL,
    exit_code      INTEGER NOT NULL,
    summary        TEXT NOT NULL,        -- JSON object: KPIs by status
    connectors     TEXT NOT NULL         -- JSON object: versions by address
) STRICT;

CREATE INDEX runs_by_period ON runs (period);

-- A cell is what an observation is of. Its long texts are kept once, however
-- often it is observed.
CREATE TABLE cells (
    id        INTEGER PRIMARY KEY,
    address   TEXT NOT NULL,
    segment   TEXT NOT NULL, -- canonical JSON object; empty for the whole
    every     TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    UNIQUE (address, segment, every, first_day, last_day)
) STRICT;

-- In the order of id, a run's observations are in the order they were given.
CREATE TABLE observations (
    id          INTEGER PRIMARY KEY,
    run         INTEGER NOT NULL REFERENCES runs,
    cell        INTEGER NOT NULL REFERENCES cells,
    as_of       TEXT NOT NULL,    -- of the run, so that a cell's last observation is one look into an index
    state       TEXT NOT NULL,
    low         TEXT NOT NULL,    -- exact: a decimal or a fraction; empty when there is no value
    high        TEXT NOT NULL,
    reason      TEXT NOT NULL,
    unit        TEXT NOT NULL,
    currency    TEXT NOT NULL,
    n           TEXT NOT NULL,    -- exact; empty when not countable
    observed_at TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    flags       TEXT NOT NULL,    -- JSON array
    final       INTEGER NOT NULL, -- 0 or 1
    supersedes  INTEGER REFERENCES runs
) STRICT;

CREATE UNIQUE INDEX observations_by_cell ON observations (cell, as_of, run);
CREATE INDEX observations_by_run ON observations (run);

CREATE TABLE verdicts (
    id              INTEGER PRIMARY KEY,
    run             INTEGER NOT NULL REFERENCES runs,
    address         TEXT NOT NULL,
    every           TEXT NOT NULL,
    first_day       TEXT NOT NULL,
    last_day        TEXT NOT NULL,
    status          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    target_kind     TEXT NOT NULL,
    target_declared TEXT NOT NULL,
    target_value    TEXT NOT NULL,
    target_low      TEXT NOT NULL,
    target_high     TEXT NOT NULL,
    target_versus   TEXT NOT NULL,
    actual          TEXT NOT NULL,
    on_miss         TEXT NOT NULL,
    required        INTEGER NOT NULL -- 0 or 1
) STRICT;

CREATE INDEX verdicts_by_run ON verdicts (run);
CREATE INDEX verdicts_by_address ON verdicts (address);

-- A definition is what one block said. It is kept once, for as many runs as
-- it was in force.
CREATE TABLE definitions (
    id      INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL UNIQUE, -- SHA-256 of address, kind and summary
    address TEXT NOT NULL,
    kind    TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;

CREATE TABLE declarations (
    run        INTEGER NOT NULL REFERENCES runs,
    position   INTEGER NOT NULL,
    definition INTEGER NOT NULL REFERENCES definitions,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- What is recorded stays: nothing updates or deletes a row, by mistake or to
-- make a figure look better.

-- +goose StatementBegin
CREATE TRIGGER runs_keep BEFORE UPDATE ON runs
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER runs_stay BEFORE DELETE ON runs
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER cells_keep BEFORE UPDATE ON cells
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cells_stay BEFORE DELETE ON cells
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER observations_keep BEFORE UPDATE ON observations
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER observations_stay BEFORE DELETE ON observations
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER verdicts_keep BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER verdicts_stay BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER definitions_keep BEFORE UPDATE ON definitions
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER definitions_stay BEFORE DELETE ON definitions
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER declarations_keep BEFORE UPDATE ON declarations
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER declarations_stay BEFORE DELETE ON declarations
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
-- +goose StatementEnd
