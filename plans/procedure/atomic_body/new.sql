CREATE SCHEMA app;

CREATE TABLE app.log (line text);
CREATE PROCEDURE app.note(line text) LANGUAGE sql BEGIN ATOMIC INSERT INTO app.log VALUES (upper(line)); END;
CREATE PROCEDURE app.run() LANGUAGE plpgsql AS $$ BEGIN ROLLBACK; END $$;
CREATE PROCEDURE app.twice(a integer DEFAULT 2) LANGUAGE plpgsql AS 'BEGIN NULL; END';
