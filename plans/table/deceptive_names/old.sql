CREATE SCHEMA app;
CREATE TABLE app.U&"line\000A::error::x" (
    id integer PRIMARY KEY,
    U&"turned\202Eeman" text
);
CREATE TABLE app.U&"us\200Bers" (
    id integer,
    U&"\0430\0441\0435" integer
);
CREATE INDEX U&"i\200B" ON app.U&"us\200Bers" (U&"\0430\0441\0435");
CREATE VIEW app.seen AS SELECT U&"turned\202Eeman" FROM app.U&"line\000A::error::x";
