INSERT INTO app.clients (name) VALUES ('Ann'), ('Bo'), ('Cy');
INSERT INTO app.orders (client_id) VALUES (1), (2);
INSERT INTO app.papers (title) SELECT 'paper ' || i FROM generate_series(1, 7) i;
-- keep: SELECT max(id) FROM app.clients => 3
-- keep: SELECT max(id) FROM app.papers => 7
