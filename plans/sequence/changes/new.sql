-- since PostgreSQL 15
CREATE SCHEMA app;

CREATE SEQUENCE app.plain AS smallint;
CREATE SEQUENCE app.all_set AS bigint START WITH 20 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2000 CACHE 1;
CREATE SEQUENCE app.light;
CREATE TABLE app.users (id integer, number integer);
CREATE SEQUENCE app.owned OWNED BY app.users.number;
CREATE SEQUENCE app.free OWNED BY app.users.id;
