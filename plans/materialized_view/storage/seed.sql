INSERT INTO app.sales VALUES (1, '2024-01-01', 'tea', 3.5), (2, '2024-01-02', 'milk', 1.2), (3, '2024-01-02', 'tea', 7);
-- keep: SELECT count(*) FROM app.sales => 3
