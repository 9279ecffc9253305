CREATE SCHEMA app;

CREATE TABLE app.events (id integer, day date NOT NULL);
COMMENT ON TABLE app.events IS 'what happened';
CREATE INDEX events_day ON app.events (day);
CREATE VIEW app.days AS SELECT DISTINCT day FROM app.events;
