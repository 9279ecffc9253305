CREATE SCHEMA app;
CREATE TABLE app.facts (id integer, day date NOT NULL) PARTITION BY RANGE (day, id);
CREATE TABLE app.facts_2021 PARTITION OF app.facts FOR VALUES FROM ('2021-01-01', 0) TO ('2022-01-01', 0);
