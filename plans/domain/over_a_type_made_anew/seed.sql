INSERT INTO uses VALUES (1, ROW(1, 2)::span);
-- keep: SELECT (p).hi FROM uses => 2
