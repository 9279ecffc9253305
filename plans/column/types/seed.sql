INSERT INTO app.users VALUES (1, 'Ann', 41, '1983-02-03', 'x', '{1,2}', 'yes');
-- keep: SELECT name FROM app.users WHERE id = 1 => Ann
-- keep: SELECT born::text FROM app.users => 1983-02-03
-- keep: SELECT scores::text FROM app.users => {1,2}
