INSERT INTO app.a (x) VALUES ('one'), ('two');
INSERT INTO app.d (x) VALUES ('one'), ('two');
-- keep: SELECT sum(id) FROM app.a => 3
-- keep: SELECT last_value FROM app.a_id_seq => 2
