CREATE SCHEMA app;
CREATE TYPE app.status AS ENUM ('open', 'held', 'closed');
COMMENT ON TYPE app.status IS 'where a ticket stands';
CREATE TABLE app.tickets (id integer, state app.status DEFAULT 'open' NOT NULL, history app.status[] DEFAULT '{open}');
CREATE INDEX open_tickets ON app.tickets (id) WHERE state = 'open';
CREATE VIEW app.open AS SELECT id FROM app.tickets WHERE state = 'open'::app.status;
CREATE FUNCTION app.is_open(app.status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 = 'open'$$;
