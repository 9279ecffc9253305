SELECT nextval('app.all_set');
-- keep: SELECT last_value FROM app.all_set => 20
