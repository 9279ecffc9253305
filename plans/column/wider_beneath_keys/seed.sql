INSERT INTO app.kinds VALUES (1), (2), (3);
INSERT INTO app.orders SELECT i, 1 + i % 3, nullif(i, 7) / 4.0, 'c' || i FROM generate_series(1, 300) i;
-- keep: SELECT sum(id) || ' ' || sum(kind) || ' ' || count(total) || ' ' || count(DISTINCT code) FROM app.orders => 45150 600 299 300
