INSERT INTO app.countries VALUES ('de', 'Germany');
INSERT INTO app.users VALUES (1, 'a@b.c', 33, 'de', 1, '[1,5)');
-- keep: SELECT email FROM app.users => a@b.c
