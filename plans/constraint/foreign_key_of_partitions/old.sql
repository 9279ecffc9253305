CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY);
CREATE TABLE app.facts (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.facts_2021 PARTITION OF app.facts FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
ALTER TABLE app.facts ADD CONSTRAINT of_user FOREIGN KEY (id) REFERENCES app.users (id);
