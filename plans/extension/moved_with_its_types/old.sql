CREATE SCHEMA before;
CREATE EXTENSION citext SCHEMA before;
CREATE TABLE users (id integer, mail before.citext NOT NULL DEFAULT 'x'::before.citext, CHECK (mail <> 'y'::before.citext));
CREATE INDEX by_mail ON users (mail);
CREATE FUNCTION find(m before.citext) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM users WHERE mail = m; END;
CREATE VIEW a_mail AS SELECT mail FROM users WHERE mail = 'a'::before.citext;
