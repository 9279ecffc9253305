INSERT INTO app.users (name) VALUES ('Ann'), ('Bo'), ('Cy');
INSERT INTO app.posts (title) VALUES ('first');
-- keep: SELECT max(id) FROM app.users => 3
-- keep: SELECT max(id) FROM app.posts => 100
