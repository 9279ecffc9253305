INSERT INTO app.prices VALUES (7);
-- keep: SELECT net || ' ' || gross FROM app.prices => 21 8
