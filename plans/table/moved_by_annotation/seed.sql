INSERT INTO old.users (mood, name) VALUES ('glad', 'Ada'), ('sad', 'Bob');
