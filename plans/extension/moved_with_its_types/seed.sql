INSERT INTO users VALUES (1, 'a');
-- keep: SELECT find('a') => 1
