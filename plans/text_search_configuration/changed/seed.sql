INSERT INTO pages VALUES ('a few words');
