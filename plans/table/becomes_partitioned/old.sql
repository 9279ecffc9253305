CREATE SCHEMA app;

CREATE TABLE app.events (id integer, day date NOT NULL);
COMMENT ON TABLE app.events IS 'what happened';
CREATE VIEW app.days AS SELECT DISTINCT day FROM app.events;
