CREATE SCHEMA app;
CREATE UNLOGGED TABLE app.users (id integer PRIMARY KEY);
CREATE TABLE app.a_orders (id integer PRIMARY KEY, user_id integer);
