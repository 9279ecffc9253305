INSERT INTO app.users (name) VALUES ('Ann'), ('Bo');
-- keep: SELECT max(id) FROM app.users => 2
