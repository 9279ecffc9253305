CREATE SCHEMA app;

CREATE TABLE app.users (id integer NOT NULL, email text, name text, code text, born date);
CREATE UNIQUE INDEX users_key ON app.users (id) INCLUDE (email) WITH (fillfactor = 70);
COMMENT ON INDEX app.users_key IS 'as it was';
ALTER TABLE app.users REPLICA IDENTITY USING INDEX users_key;
CREATE UNIQUE INDEX email_once ON app.users (email);
COMMENT ON INDEX app.email_once IS 'goes with the index that it was';
ALTER TABLE app.users CLUSTER ON email_once;
CREATE UNIQUE INDEX name_once ON app.users (name);
COMMENT ON INDEX app.name_once IS 'said before';
-- What these say a key does not.
CREATE UNIQUE INDEX code_once ON app.users (lower(code));
CREATE UNIQUE INDEX born_once ON app.users (born DESC);
CREATE TABLE app.posts (
    id integer, author integer CONSTRAINT by_user REFERENCES app.users (id), address text, also text
);
ALTER TABLE app.posts ADD CONSTRAINT to_address FOREIGN KEY (address) REFERENCES app.users (email);
ALTER TABLE app.posts ADD CONSTRAINT to_name FOREIGN KEY (also) REFERENCES app.users (name);
CREATE UNIQUE INDEX posts_key ON app.posts (id);
