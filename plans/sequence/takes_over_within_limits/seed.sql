INSERT INTO app.a (x) VALUES ('one'), ('two');
INSERT INTO app.b (x) VALUES ('one'), ('two');
INSERT INTO app.c (x) VALUES ('one'), ('two'), ('three');
-- keep: SELECT max(id) FROM app.a => 2
-- keep: SELECT max(id) FROM app.b => 2
-- keep: SELECT max(id) FROM app.c => -8
