-- since PostgreSQL 15
CREATE SCHEMA app;

CREATE TABLE app.countries (code text PRIMARY KEY, name text UNIQUE);
CREATE TABLE app.users (
    id integer, email text, age integer, country text, parent integer, span int4range,
    CONSTRAINT users_key PRIMARY KEY (id) INCLUDE (email),
    CONSTRAINT email_once UNIQUE NULLS NOT DISTINCT (email),
    CONSTRAINT adult CHECK (age >= 21) NO INHERIT,
    CONSTRAINT from_country FOREIGN KEY (country) REFERENCES app.countries DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT from_parent FOREIGN KEY (parent) REFERENCES app.users (id) ON DELETE SET NULL (parent),
    CONSTRAINT apart EXCLUDE USING gist (span WITH -|-),
    CONSTRAINT has_name CHECK (email <> '')
);
ALTER TABLE app.users CLUSTER ON email_once;
CREATE TABLE app.tags (a text, b text, CONSTRAINT one UNIQUE (a) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT two UNIQUE (b));
CREATE TABLE app.changing (a integer, CONSTRAINT shape UNIQUE (a));
