CREATE SCHEMA app;

CREATE TABLE app.one_changes (id integer) WITH (fillfactor = 80, autovacuum_enabled = false);
CREATE TABLE app.one_goes (id integer) WITH (fillfactor = 70);
CREATE TABLE app.one_comes_before (id integer) WITH (autovacuum_enabled = false, fillfactor = 70);
CREATE TABLE app.two_of_three (id integer) WITH (autovacuum_analyze_scale_factor = 0.3, autovacuum_vacuum_scale_factor = 0.4, fillfactor = 70);
CREATE TABLE app.toast (id integer, body text) WITH (toast.autovacuum_enabled = true, toast.vacuum_truncate = false);
CREATE TABLE app.only_the_order (id integer, body text) WITH (toast.autovacuum_enabled = false, autovacuum_enabled = false, toast.vacuum_truncate = false, fillfactor = 70);
CREATE TABLE app.of_columns (id integer, other integer);
ALTER TABLE app.of_columns ALTER COLUMN id SET (n_distinct_inherited = 7, n_distinct = 5);
ALTER TABLE app.of_columns ALTER COLUMN other SET (n_distinct_inherited = 6, n_distinct = 5);
