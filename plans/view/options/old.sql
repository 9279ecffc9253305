-- since PostgreSQL 15
CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, email text, age integer);

CREATE VIEW app.adults WITH (security_barrier) AS SELECT id, name FROM app.users WHERE age >= 18;
CREATE VIEW app.children AS SELECT id, name FROM app.users WHERE age < 18 WITH LOCAL CHECK OPTION;
CREATE VIEW app.named WITH (security_barrier, security_invoker) AS SELECT id, name FROM app.users WHERE name IS NOT NULL;
