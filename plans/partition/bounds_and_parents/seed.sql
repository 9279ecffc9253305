INSERT INTO app.events VALUES (1, '2023-05-05'), (2, '2024-03-03');
INSERT INTO app.kinds VALUES (1, 'a');
-- keep: SELECT day FROM app.events WHERE id = 2 => 2024-03-03
-- keep: SELECT count(*) FROM app.kinds => 1
