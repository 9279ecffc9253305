CREATE SCHEMA behind;
CREATE EXTENSION citext SCHEMA behind;
CREATE TABLE users (id integer, mail behind.citext NOT NULL DEFAULT 'x'::behind.citext, CHECK (mail <> 'y'::behind.citext));
CREATE INDEX by_mail ON users (mail);
CREATE FUNCTION find(m behind.citext) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM users WHERE mail = m; END;
CREATE VIEW a_mail AS SELECT mail FROM users WHERE mail = 'a'::behind.citext;
ALTER TABLE users ADD more behind.citext;
