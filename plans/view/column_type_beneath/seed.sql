INSERT INTO app.users VALUES (1, 'Ann', 'ann@example.org', 41), (2, 'Bo', NULL, 7);
-- keep: SELECT count(*) FROM app.users => 2
-- keep: SELECT sum(age) FROM app.users => 48
