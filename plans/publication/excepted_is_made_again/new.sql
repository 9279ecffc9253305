-- since PostgreSQL 19
CREATE TABLE public.t (id integer, day date) PARTITION BY RANGE (day);
CREATE PUBLICATION everything FOR ALL TABLES EXCEPT (TABLE public.t);
