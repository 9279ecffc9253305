-- since PostgreSQL 15
CREATE SCHEMA app;

CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE app.a (id integer) USING other_heap;
CREATE TABLE app.b (id integer);
CREATE MATERIALIZED VIEW app.c AS SELECT id FROM app.b;
CREATE MATERIALIZED VIEW app.d USING other_heap AS SELECT id FROM app.b;
