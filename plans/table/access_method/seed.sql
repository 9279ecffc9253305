INSERT INTO app.a VALUES (1), (2);
INSERT INTO app.b VALUES (3);
-- keep: SELECT sum(id) FROM app.a => 3
