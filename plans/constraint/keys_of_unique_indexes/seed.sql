INSERT INTO app.users VALUES (1, 'a@b', 'A', 'a', '2000-01-01'), (2, 'c@d', 'C', 'b', '2000-01-02');
INSERT INTO app.posts VALUES (1, 1, 'a@b', 'C');
-- keep: SELECT indisreplident FROM pg_index WHERE indexrelid = 'app.users_key'::regclass => t
-- keep: SELECT count(*) FROM app.posts => 1
