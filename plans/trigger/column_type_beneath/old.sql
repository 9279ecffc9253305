CREATE SCHEMA app;
CREATE TABLE app.orders (id integer PRIMARY KEY, state text, total numeric, changed_at timestamptz);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.changed_at := now(); RETURN new; END $$;
CREATE FUNCTION app.check_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;

CREATE TRIGGER touch BEFORE UPDATE OF state ON app.orders FOR EACH ROW WHEN (new.total > 10) EXECUTE FUNCTION app.touch();
ALTER TABLE app.orders DISABLE TRIGGER touch;
COMMENT ON TRIGGER touch ON app.orders IS 'when it was changed';
