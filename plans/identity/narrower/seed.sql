INSERT INTO app.emptied (x) VALUES ('one'), ('two');
INSERT INTO app.limited (x) VALUES ('one');
INSERT INTO app.wider (x) VALUES ('one');
-- keep: SELECT max(id) FROM app.emptied => 2
-- keep: SELECT max(id) FROM app.limited => 100
