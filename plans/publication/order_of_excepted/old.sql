-- since PostgreSQL 19
CREATE SCHEMA "user";
CREATE TABLE public.a (id integer PRIMARY KEY);
CREATE TABLE public."B" (id integer PRIMARY KEY);
CREATE TABLE public."ärger" (id integer PRIMARY KEY);
CREATE TABLE "user"."order" (id integer PRIMARY KEY);
CREATE PUBLICATION alike FOR ALL TABLES EXCEPT (TABLE public.a, public."B", public."ärger", "user"."order");
CREATE PUBLICATION one_more FOR ALL TABLES EXCEPT (TABLE public."ärger", public.a);
