INSERT INTO app.car VALUES (1, 'small', 4);
INSERT INTO app.plane VALUES (2, 2);
-- keep: SELECT count(*) FROM app.car => 1
-- keep: SELECT wings FROM app.plane => 2
