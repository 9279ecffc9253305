-- Transactions that act as another role: by a setting of each sort, with rows of each sort.
CREATE TABLE log (who text, a int);
CREATE FUNCTION remember() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS $$ BEGIN NEW.who := current_setting('app.u') || session_user; EXECUTE 'COMMENT ON TABLE log IS ' || quote_literal(NEW.who || coalesce(NEW.a,0)); RETURN NEW; END $$;
CREATE TRIGGER remember BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION remember();
GRANT ALL ON log TO alice;
BEGIN;
SELECT set_config('role', 'alice', true), set_config('app.u', 'one', true);
INSERT INTO log VALUES ('', 1);
COMMIT;
BEGIN;
SET LOCAL ROLE alice;
SELECT set_config('app.u', 'two', true);
INSERT INTO log VALUES ('', 2);
END;
begin;
select set_config('role', 'alice', true);
select set_config('app.u', 'three', true);
COPY log FROM stdin;
x	3
\.
commit work;
CREATE TABLE after_all (a int);
