-- pgplumb's journal in a target database: what was carried out when and by whom, and which manual sections have run.
-- It is an audit trail; where a database stands is read from its schema. The engine makes these tables from
-- journal.snapshot.json, which a test holds equal to this file.

CREATE SCHEMA pgplumb;
COMMENT ON SCHEMA pgplumb IS 'Journal of pgplumb: plans that were applied to this database';

CREATE TABLE pgplumb.run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text NOT NULL,
    from_schema text NOT NULL,
    to_schema text NOT NULL,
    batches integer NOT NULL,
    role text DEFAULT CURRENT_USER NOT NULL,
    application text NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    plan text,
    environment text,
    server text,
    backup text,
    backup_sha256 text
);
COMMENT ON TABLE pgplumb.run IS 'One row for each time that a plan was carried out, or begun';
COMMENT ON COLUMN pgplumb.run.digest IS 'The digest in the header of the plan file';
COMMENT ON COLUMN pgplumb.run.from_schema IS 'Fingerprint of the schema that the plan starts from';
COMMENT ON COLUMN pgplumb.run.to_schema IS 'Fingerprint of the schema that the plan leads to';
COMMENT ON COLUMN pgplumb.run.application IS 'The version of pgplumb';
COMMENT ON COLUMN pgplumb.run.plan IS 'The name of the plan file';
COMMENT ON COLUMN pgplumb.run.environment IS 'The name of the environment in pgplumb.toml, if one was named';
COMMENT ON COLUMN pgplumb.run.server IS 'The version of the server';
COMMENT ON COLUMN pgplumb.run.backup IS 'The name of the backup that was taken before anything was changed';
COMMENT ON COLUMN pgplumb.run.backup_sha256 IS 'The hash of its bytes';
COMMENT ON COLUMN pgplumb.run.finished_at IS 'Null if the plan was not carried out to its end in this run';

CREATE TABLE pgplumb.batch (
    run bigint NOT NULL REFERENCES pgplumb.run (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    statements integer NOT NULL,
    checkpoint text,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (run, number)
);
COMMENT ON TABLE pgplumb.batch IS 'A batch that was committed; written in the same transaction';
COMMENT ON COLUMN pgplumb.batch.checkpoint IS 'Fingerprint of the schema after it, as the plan says; null if the plan was not proved';

CREATE TABLE pgplumb.manual (
    name text PRIMARY KEY,
    sha256 text NOT NULL,
    run bigint REFERENCES pgplumb.run (id) ON DELETE SET NULL,
    run_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
COMMENT ON TABLE pgplumb.manual IS 'The manual sections that have run, each with the hash of the bytes that ran last';

-- Nothing refers to pgplumb.run: an older pgplumb, which does not know this table, would not trust the journal.
CREATE TABLE pgplumb.manual_progress (
    name text PRIMARY KEY,
    done integer NOT NULL CHECK (done >= 0),
    sha256 text NOT NULL,
    sent boolean NOT NULL,
    run bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
COMMENT ON TABLE pgplumb.manual_progress IS 'Manual sections without a transaction that were begun and have not ended';
COMMENT ON COLUMN pgplumb.manual_progress.done IS 'How many of its statements are done, from the first one on';
COMMENT ON COLUMN pgplumb.manual_progress.sha256 IS 'The hash of those statements';
COMMENT ON COLUMN pgplumb.manual_progress.sent IS 'The next one was sent, and whether it was done is not known';
