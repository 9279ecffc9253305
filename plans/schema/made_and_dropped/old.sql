CREATE SCHEMA app;

CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id integer PRIMARY KEY);
COMMENT ON SCHEMA billing IS 'what is owed';
CREATE TABLE app.users (id integer);
