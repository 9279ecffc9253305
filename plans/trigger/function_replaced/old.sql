CREATE SCHEMA app;
CREATE TABLE app.orders (id integer PRIMARY KEY, state text, total numeric, changed_at timestamptz);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.changed_at := now(); RETURN new; END $$;
CREATE FUNCTION app.check_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;

CREATE TRIGGER touch BEFORE UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
