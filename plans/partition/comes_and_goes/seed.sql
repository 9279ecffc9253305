INSERT INTO app.events SELECT '2024-06-01'::date + i, i FROM generate_series(1, 300) i;
INSERT INTO app.events_2026 SELECT '2026-06-01'::date + i, i FROM generate_series(1, 100) i;
-- keep: SELECT (SELECT sum(n) FROM app.events_2024) + (SELECT sum(n) FROM app.events_2025) => 45150
-- keep: SELECT sum(n) FROM app.events_2026 => 5050
