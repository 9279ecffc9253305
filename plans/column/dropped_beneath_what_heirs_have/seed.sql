-- keep: SELECT string_agg(k || ':' || c, ' ' ORDER BY k) FROM app.m => 1:3 2:30
-- keep: SELECT string_agg(id || ':' || c, ' ' ORDER BY id) FROM app.parent => 1:3 4:5
INSERT INTO app.kinds VALUES (2);
INSERT INTO app.m VALUES (1, 2, 3, 4), (2, 20, 30, 4);
INSERT INTO app.yy VALUES (1, 2, 3);
INSERT INTO app.x VALUES (4, 2, 5);
