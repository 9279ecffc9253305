CREATE TABLE a (x integer, y integer, z integer);
CREATE TABLE b (x integer, y integer);
CREATE STATISTICS s_kinds (ndistinct) ON x, y FROM a;
CREATE STATISTICS s_columns ON x, y FROM a;
CREATE STATISTICS s_table ON x, y FROM a;
CREATE STATISTICS s_target ON y, z FROM a;
