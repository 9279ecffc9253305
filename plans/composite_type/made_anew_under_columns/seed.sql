INSERT INTO shops VALUES (1, ROW(1, 2), ARRAY[ROW(3, 4)::place]);
