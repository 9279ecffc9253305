-- since PostgreSQL 18
CREATE TABLE public.p (a integer, k integer, g integer GENERATED ALWAYS AS (a + 2) VIRTUAL) PARTITION BY LIST (k);
CREATE TABLE public.p1 PARTITION OF public.p (g GENERATED ALWAYS AS (a + 7)) FOR VALUES IN (1);
CREATE TABLE public.p2 PARTITION OF public.p (g GENERATED ALWAYS AS (a + 5)) FOR VALUES IN (2);
CREATE TABLE public.checked (a integer CHECK (a > 0), g integer GENERATED ALWAYS AS (a * 3) VIRTUAL);
CREATE TABLE public.above (a integer, g integer GENERATED ALWAYS AS (a * 3) VIRTUAL);
CREATE TABLE public.checked_below (b integer CHECK (b > 0)) INHERITS (public.above);
CREATE TABLE public.listed (a integer PRIMARY KEY, g integer GENERATED ALWAYS AS (a * 3) VIRTUAL);
CREATE PUBLICATION feed FOR TABLE public.listed;
