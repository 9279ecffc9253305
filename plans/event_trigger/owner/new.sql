CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER watched ON ddl_command_end EXECUTE FUNCTION note();
CREATE EVENT TRIGGER taken_over ON sql_drop EXECUTE FUNCTION note();
