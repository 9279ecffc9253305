INSERT INTO app.orders VALUES (1, 2, 'a@b');
-- keep: SELECT total FROM app.orders => 2
