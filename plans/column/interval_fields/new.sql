CREATE TABLE waits (id integer PRIMARY KEY, wide interval day to second, narrow interval, precise interval(0), list interval[], flag smallint, letter "char");
CREATE INDEX waits_narrow ON waits (narrow);
CREATE VIEW long_waits AS SELECT id FROM waits WHERE narrow > '1 day';
