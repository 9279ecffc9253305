CREATE SCHEMA app;

CREATE TABLE app.users (id integer CONSTRAINT users_pkey PRIMARY KEY, email text NOT NULL);
CREATE TABLE app.orders (id integer PRIMARY KEY, user_id integer CONSTRAINT of_user REFERENCES app.users ON DELETE CASCADE);
COMMENT ON CONSTRAINT of_user ON app.orders IS 'who ordered';
CREATE VIEW app.users_by_key AS SELECT id, email FROM app.users GROUP BY id;
