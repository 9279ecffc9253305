CREATE SCHEMA app;

CREATE TABLE app.users (
    id integer NOT NULL, email text, name text, code text, born date,
    CONSTRAINT users_key PRIMARY KEY (id) INCLUDE (email) WITH (fillfactor = 70),
    CONSTRAINT email_once UNIQUE (email),
    CONSTRAINT name_once UNIQUE (name),
    CONSTRAINT code_once UNIQUE (code),
    CONSTRAINT born_once UNIQUE (born) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON INDEX app.users_key IS 'as it was';
COMMENT ON CONSTRAINT users_key ON app.users IS 'as it is';
ALTER TABLE app.users REPLICA IDENTITY USING INDEX users_key;
COMMENT ON INDEX app.name_once IS 'said after';
CREATE TABLE app.posts (
    id integer PRIMARY KEY, author integer CONSTRAINT by_user REFERENCES app.users (id), address text, also text
);
ALTER TABLE app.posts RENAME CONSTRAINT posts_pkey TO posts_key;
ALTER TABLE app.posts ADD CONSTRAINT to_address FOREIGN KEY (address) REFERENCES app.users (email);
ALTER TABLE app.posts ADD CONSTRAINT to_name FOREIGN KEY (also) REFERENCES app.users (name) ON DELETE CASCADE;
