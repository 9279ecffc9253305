CREATE SCHEMA app;
CREATE TABLE app.prices (id integer PRIMARY KEY, net bigint, gross text);
