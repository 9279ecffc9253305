CREATE TABLE audited (changed_by name DEFAULT CURRENT_USER, CONSTRAINT known CHECK (changed_by IS NOT NULL));
CREATE TABLE counted (version integer DEFAULT 0 NOT NULL);

CREATE TABLE loses_them (id integer);
CREATE TABLE keeps_one (
    id integer,
    changed_by name DEFAULT CURRENT_USER
) INHERITS (counted);

CREATE TABLE changed (kept integer);
CREATE TABLE left_alone (id integer);
CREATE TABLE orphan (id integer);
