INSERT INTO parent VALUES (1, 'p', 't');
INSERT INTO child VALUES ('t', 1);
-- keep: SELECT count(*) FROM child JOIN parent ON id = i AND tag = t => 1
