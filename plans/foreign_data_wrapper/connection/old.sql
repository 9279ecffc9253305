-- since PostgreSQL 19
CREATE FUNCTION public.a(oid, oid, internal) RETURNS text LANGUAGE internal AS 'int4in';
CREATE FUNCTION public.b(oid, oid, internal) RETURNS text LANGUAGE internal AS 'int4in';
CREATE FOREIGN DATA WRAPPER gets;
CREATE FOREIGN DATA WRAPPER loses CONNECTION public.a;
CREATE FOREIGN DATA WRAPPER changes CONNECTION public.a;
