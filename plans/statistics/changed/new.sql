CREATE TABLE a (x integer, y integer, z integer);
CREATE TABLE b (x integer, y integer);
CREATE STATISTICS s_kinds (dependencies, mcv) ON x, y FROM a;
CREATE STATISTICS s_columns ON x, (y + z) FROM a;
CREATE STATISTICS s_table ON x, y FROM b;
CREATE STATISTICS s_target ON y, z FROM a;
ALTER STATISTICS s_target SET STATISTICS 500;
CREATE STATISTICS s_expression ON (x % 10) FROM a;
