CREATE SCHEMA app;
CREATE TABLE app.U&"line\000A::error::x" (
    id integer PRIMARY KEY,
    U&"turned\202Eeman" text DEFAULT 'x',
    U&"new\000D\000A::error::y" bigint
);
CREATE TABLE app.U&"us\200Bers" (
    id bigint NOT NULL,
    U&"\0430\0441\0435" integer
);
CREATE INDEX U&"j\2066" ON app.U&"us\200Bers" (U&"\0430\0441\0435", id);
CREATE VIEW app.seen AS SELECT U&"turned\202Eeman", U&"new\000D\000A::error::y" FROM app.U&"line\000A::error::x";
COMMENT ON COLUMN app.U&"line\000A::error::x".U&"turned\202Eeman" IS 'seen';
