INSERT INTO c VALUES (1, 'x', 'y');
INSERT INTO d VALUES (2, 'x', 'y');
INSERT INTO bottom VALUES (3);
-- keep: SELECT sum(id) FROM b => 3
-- keep: SELECT n FROM top => 3
