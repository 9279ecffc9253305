INSERT INTO app.b (x) VALUES ('one'), ('two'), ('three');
INSERT INTO app.d (x) VALUES ('one'), ('two');
-- keep: SELECT max(last_value) FROM pg_sequences WHERE sequencename IN ('a_id_seq', 'b_id_seq') => 3
-- keep: SELECT max(last_value) FROM pg_sequences WHERE sequencename IN ('c_id_seq', 'n') => 2
