-- since PostgreSQL 19
CREATE TABLE public.t (id integer PRIMARY KEY);
CREATE TABLE public."Audit log" (id integer PRIMARY KEY);
CREATE TABLE public.gone (id integer PRIMARY KEY);
CREATE PUBLICATION everything FOR ALL TABLES EXCEPT (TABLE public.gone, public.t) WITH (publish = 'insert');
CREATE PUBLICATION more FOR ALL TABLES EXCEPT (TABLE public.t);
CREATE PUBLICATION fewer FOR ALL TABLES, ALL SEQUENCES;
CREATE PUBLICATION listed FOR TABLE public.t;
