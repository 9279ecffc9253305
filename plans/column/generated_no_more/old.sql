CREATE SCHEMA app;
CREATE TABLE app.prices (id bigint PRIMARY KEY, net double precision GENERATED ALWAYS AS (id * 3) STORED, gross numeric GENERATED ALWAYS AS (id + 1) STORED);
