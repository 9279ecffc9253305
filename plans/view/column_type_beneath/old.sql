CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, email text, age integer);

CREATE VIEW app.adults WITH (security_barrier) AS SELECT id, name, age FROM app.users WHERE age >= 18;
ALTER VIEW app.adults ALTER COLUMN age SET DEFAULT 18;
CREATE FUNCTION app.keep_adult() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE TRIGGER keep INSTEAD OF DELETE ON app.adults FOR EACH ROW EXECUTE FUNCTION app.keep_adult();
CREATE RULE add_adult AS ON INSERT TO app.adults DO INSTEAD INSERT INTO app.users (id, name, age) VALUES (new.id, new.name, new.age);
GRANT SELECT, INSERT ON app.adults TO bob WITH GRANT OPTION;
