INSERT INTO bills VALUES (1, 12.500, '{abc,abcd}', '{"(1.500,2024-02-03 10:00)"}', 'cash');
-- keep: SELECT (total = 12.5)::text FROM bills => true
-- keep: SELECT codes::text FROM bills => {abc,abcd}
