INSERT INTO app.users VALUES (1, 'Ann', 'A', 41);
-- keep: SELECT name || age FROM app.users => Ann41
