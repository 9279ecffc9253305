CREATE SCHEMA app;

CREATE TABLE app.events (id integer, day date NOT NULL) PARTITION BY RANGE (day);
COMMENT ON TABLE app.events IS 'what happened';
CREATE TABLE app.events_2024 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX events_day ON app.events (day);
CREATE VIEW app.days AS SELECT DISTINCT day FROM app.events;
