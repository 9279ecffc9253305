CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, email text NOT NULL);
ALTER TABLE app.users ADD CONSTRAINT again UNIQUE (id);
CREATE TABLE app.orders (id integer PRIMARY KEY, user_id integer REFERENCES app.users (id), number text);
ALTER TABLE app.orders ADD CONSTRAINT once UNIQUE (number);
ALTER TABLE app.orders ADD CONSTRAINT twice UNIQUE (number);
ALTER TABLE app.orders ADD CONSTRAINT thrice UNIQUE (id);
