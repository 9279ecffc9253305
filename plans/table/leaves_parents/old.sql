CREATE TABLE audited (changed_by name DEFAULT CURRENT_USER, CONSTRAINT known CHECK (changed_by IS NOT NULL));
CREATE TABLE counted (version integer DEFAULT 0 NOT NULL);

CREATE TABLE loses_them (
    id integer,
    changed_by name DEFAULT CURRENT_USER,
    version integer DEFAULT 0 NOT NULL,
    CONSTRAINT known CHECK (changed_by IS NOT NULL)
) INHERITS (audited, counted);
CREATE TABLE keeps_one (
    id integer,
    changed_by name DEFAULT CURRENT_USER,
    CONSTRAINT known CHECK (changed_by IS NOT NULL)
) INHERITS (counted, audited);

CREATE TABLE changed (kept integer, gone integer);
CREATE TABLE left_alone (id integer, kept integer, gone integer) INHERITS (changed);
CREATE TABLE dropped (gone integer);
CREATE TABLE orphan (id integer, gone integer) INHERITS (dropped);
