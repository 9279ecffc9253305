SELECT nextval('app.behind') FROM generate_series(1, 20);
SELECT nextval('app.inside') FROM generate_series(1, 20);
-- keep: SELECT last_value BETWEEN 1 AND 600 FROM app.behind => t
-- keep: SELECT last_value FROM app.inside => 20
