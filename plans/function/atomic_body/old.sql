CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE FUNCTION app.total() RETURNS numeric LANGUAGE sql STABLE BEGIN ATOMIC SELECT sum(net) FROM app.prices; END;
CREATE FUNCTION app.twice(a integer) RETURNS integer LANGUAGE sql RETURN a * 2;
CREATE FUNCTION app.old_body() RETURNS integer LANGUAGE sql RETURN 1;
GRANT EXECUTE ON FUNCTION app.total() TO alice;
