INSERT INTO app.p (a, k) VALUES (1, 1), (1, 2), (1, 3);
