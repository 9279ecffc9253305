-- since PostgreSQL 19
CREATE SCHEMA "user";
CREATE TABLE "user"."order" (id integer PRIMARY KEY);
CREATE TABLE public."ärger" (id integer PRIMARY KEY);
CREATE TABLE public."B" (id integer PRIMARY KEY);
CREATE TABLE public.a (id integer PRIMARY KEY);
CREATE PUBLICATION alike FOR ALL TABLES EXCEPT (TABLE "user"."order", public."ärger", public."B", public.a);
CREATE PUBLICATION one_more FOR ALL TABLES EXCEPT (TABLE public.a, "user"."order", public."ärger");
