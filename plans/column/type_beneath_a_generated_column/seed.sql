INSERT INTO app.prices VALUES (1, 100);
-- keep: SELECT gross = 119 FROM app.prices => t
