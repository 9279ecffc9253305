-- since PostgreSQL 15
CREATE SCHEMA app;

CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE app.a (id integer);
CREATE TABLE app.b (id integer) USING other_heap;
CREATE MATERIALIZED VIEW app.c USING other_heap AS SELECT id FROM app.b;
CREATE MATERIALIZED VIEW app.d AS SELECT id FROM app.b;
