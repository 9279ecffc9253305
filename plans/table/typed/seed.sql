INSERT INTO app.loose VALUES (1, 2);
INSERT INTO app.bound VALUES (3, 4);
-- keep: SELECT x + y FROM app.bound => 7
