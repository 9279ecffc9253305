-- since PostgreSQL 18
CREATE TABLE public.t (id integer PRIMARY KEY, g integer GENERATED ALWAYS AS (id + 1) STORED);
CREATE PUBLICATION p FOR TABLE public.t;
