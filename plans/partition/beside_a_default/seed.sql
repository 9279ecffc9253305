INSERT INTO app.events SELECT n, '2025-01-01'::date + n FROM generate_series(1, 100) n;
INSERT INTO app.events_old SELECT n, '2023-01-01'::date + n FROM generate_series(1, 100) n;
INSERT INTO app.things VALUES ('big', 'a'), ('big', 'd'), (NULL, 'd');
INSERT INTO app.kinds VALUES ('a'), ('d');
-- keep: SELECT count(*) FROM app.events_rest => 100
-- keep: SELECT count(*) FROM app.things_other => 2
-- keep: SELECT count(*) FROM app.kinds => 2
