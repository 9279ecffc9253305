-- since PostgreSQL 17
CREATE SCHEMA app;

CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE app.p (a integer, k integer) PARTITION BY LIST (k) USING heap2;
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (1);
CREATE TABLE app.q (a integer, k integer) PARTITION BY LIST (k);
