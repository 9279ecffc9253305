CREATE SCHEMA app;
CREATE TABLE app.orders (id integer PRIMARY KEY, state text, total numeric, changed_at timestamptz);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.changed_at := now(); RETURN new; END $$;
CREATE FUNCTION app.check_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;

CREATE TRIGGER touch BEFORE UPDATE OF state, total ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMENT ON TRIGGER touch ON app.orders IS 'when it was changed';
CREATE CONSTRAINT TRIGGER check_total AFTER INSERT OR UPDATE ON app.orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_total();
COMMENT ON TRIGGER check_total ON app.orders IS 'not negative';
CREATE TRIGGER watched AFTER UPDATE ON app.orders REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION app.check_total('a', 'b');
CREATE TRIGGER paused AFTER DELETE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.check_total();
ALTER TABLE app.orders DISABLE TRIGGER paused;
CREATE TRIGGER twofold AFTER DELETE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.check_total('y');
ALTER TABLE app.orders ENABLE ALWAYS TRIGGER twofold;
CREATE TRIGGER coming AFTER TRUNCATE ON app.orders EXECUTE FUNCTION app.check_total();
ALTER TABLE app.orders ENABLE REPLICA TRIGGER coming;
