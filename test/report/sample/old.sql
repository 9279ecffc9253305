-- What the database of the reports' tests is before the plan.
CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, age smallint, nickname text);
CREATE INDEX users_name ON app.users (name);
CREATE TABLE app.orders (id integer PRIMARY KEY, user_id integer, total numeric(10, 2));
CREATE VIEW app.adults AS SELECT id, name, age FROM app.users WHERE age >= 18;
CREATE FUNCTION app.total_of(user_id integer) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT sum(total)
  FROM app.orders AS o
  WHERE o.user_id = total_of.user_id
$$;
CREATE TABLE app.legacy (id integer);
INSERT INTO app.users SELECT i, 'name ' || i, 20, 'n' FROM generate_series(1, 100) AS i;
