-- since PostgreSQL 18
CREATE TABLE public.p (a integer NOT NULL);
CREATE TABLE public.q (a integer CONSTRAINT of_q NOT NULL);
CREATE TABLE public.c () INHERITS (public.p, public.q);
CREATE TABLE public.above (a integer NOT NULL);
CREATE TABLE public.own (a integer NOT NULL) INHERITS (public.above);
CREATE TABLE public.below () INHERITS (public.own);
CREATE TABLE public.alone (a integer NOT NULL NO INHERIT);
CREATE TABLE public.named (a integer CONSTRAINT named NOT NULL) INHERITS (public.alone);
