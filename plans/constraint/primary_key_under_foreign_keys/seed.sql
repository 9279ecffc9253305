INSERT INTO app.users VALUES (1, 'a'); INSERT INTO app.orders VALUES (1, 1);
-- keep: SELECT user_id FROM app.orders => 1
