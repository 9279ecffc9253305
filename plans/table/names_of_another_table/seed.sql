INSERT INTO app.orders (customer, code, total) VALUES (1, 'a', 5), (2, 'b', 20);
INSERT INTO app.events VALUES ('2024-05-05', 1);
