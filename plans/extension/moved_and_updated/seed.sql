INSERT INTO users VALUES ('A@example.org');
