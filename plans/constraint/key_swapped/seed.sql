INSERT INTO app.users VALUES (1, 'a@b', 'A', 'a', 1), (2, 'c@d', 'C', 'b', 2);
INSERT INTO app.posts VALUES (1, 'C');
-- keep: SELECT indisreplident AND indisclustered AND indisprimary FROM pg_index WHERE indexrelid = 'app.users_key'::regclass => t
-- keep: SELECT convalidated FROM pg_constraint WHERE conname = 'by_user' => t
