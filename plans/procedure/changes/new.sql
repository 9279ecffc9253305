CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE PROCEDURE app.raise(by numeric) LANGUAGE sql SECURITY DEFINER SET lock_timeout = '1s' AS $$ UPDATE app.prices SET net = net + by $$;
CREATE PROCEDURE app.report(INOUT n bigint, start text) LANGUAGE plpgsql AS $$ BEGIN SELECT count(*) INTO n FROM app.prices; END $$;
CREATE FUNCTION app.change_of_kind(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE app.report(bigint, text) IS 'how many';
