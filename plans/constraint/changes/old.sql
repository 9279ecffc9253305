-- since PostgreSQL 15
CREATE SCHEMA app;

CREATE TABLE app.countries (code text PRIMARY KEY, name text UNIQUE);
CREATE TABLE app.users (
    id integer, email text, age integer, country text, parent integer, span int4range,
    CONSTRAINT users_key PRIMARY KEY (id),
    CONSTRAINT email_once UNIQUE (email),
    CONSTRAINT adult CHECK (age >= 18),
    CONSTRAINT from_country FOREIGN KEY (country) REFERENCES app.countries,
    CONSTRAINT from_parent FOREIGN KEY (parent) REFERENCES app.users (id) ON DELETE CASCADE,
    CONSTRAINT apart EXCLUDE USING gist (span WITH &&)
);
ALTER TABLE app.users ADD CONSTRAINT has_name CHECK (email <> '') NOT VALID;
ALTER TABLE app.users CLUSTER ON users_key;
CREATE TABLE app.tags (a text, b text, CONSTRAINT one UNIQUE (a), CONSTRAINT two UNIQUE (b) DEFERRABLE);
CREATE TABLE app.changing (a integer, CONSTRAINT shape CHECK (a > 0));
