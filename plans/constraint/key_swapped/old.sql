CREATE SCHEMA app;

CREATE TABLE app.users (
    id integer, email text, name text, code text, place integer,
    CONSTRAINT users_key PRIMARY KEY (id),
    CONSTRAINT email_once UNIQUE (email),
    CONSTRAINT name_once UNIQUE (name),
    CONSTRAINT place_once UNIQUE (place)
);
COMMENT ON CONSTRAINT users_key ON app.users IS 'said of the key';
COMMENT ON INDEX app.users_key IS 'said of its index';
ALTER TABLE app.users REPLICA IDENTITY USING INDEX users_key;
ALTER TABLE app.users CLUSTER ON users_key;
CREATE UNIQUE INDEX code_once ON app.users (lower(code));
CREATE TABLE app.posts (
    author integer CONSTRAINT by_user REFERENCES app.users (id),
    also text CONSTRAINT by_name REFERENCES app.users (name)
);
CREATE VIEW app.posters AS
    SELECT u.id, u.name FROM app.users u JOIN app.posts p ON p.author = u.id GROUP BY u.id;
