-- keep: SELECT string_agg(id::text, ' ' ORDER BY id) FROM app.p => 1 2 3
-- keep: SELECT b FROM app.kept => t
INSERT INTO app.a VALUES (1, true);
INSERT INTO app.d VALUES (2, true);
INSERT INTO app.kept VALUES (3, true);
