INSERT INTO app.a (x) VALUES ('one'), ('two');
INSERT INTO app.b (x) VALUES ('three');
INSERT INTO app.c (x) VALUES ('five'), ('six');
INSERT INTO app.d (x) VALUES ('one');
-- keep: SELECT max(id) FROM app.b => 3
-- keep: SELECT max(id) FROM app.c => 6
