CREATE TABLE waits (id integer PRIMARY KEY, wide interval, narrow interval day to second(2), precise interval(6), list interval hour to minute[], flag "char", letter text);
CREATE INDEX waits_narrow ON waits (narrow);
CREATE VIEW long_waits AS SELECT id FROM waits WHERE narrow > '1 day';
