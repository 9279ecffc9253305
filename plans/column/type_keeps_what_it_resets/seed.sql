INSERT INTO t VALUES ('a', 'b', 1, 2, 'e');
INSERT INTO p VALUES (1, 'v'), (2, 'w');
INSERT INTO u VALUES ('w');
