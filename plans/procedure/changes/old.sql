CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE PROCEDURE app.raise(by numeric) LANGUAGE sql AS $$ UPDATE app.prices SET net = net + by $$;
CREATE PROCEDURE app.report(INOUT n bigint, prefix text) LANGUAGE plpgsql AS $$ BEGIN SELECT count(*) INTO n FROM app.prices; END $$;
CREATE PROCEDURE app.change_of_kind(a integer) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE app.report(bigint, text) IS 'how many';
