-- since PostgreSQL 18
CREATE TABLE public.p (a integer NOT NULL);
CREATE TABLE public.q (a integer);
CREATE TABLE public.c () INHERITS (public.p, public.q);
CREATE TABLE public.above (a integer);
CREATE TABLE public.own (a integer NOT NULL) INHERITS (public.above);
CREATE TABLE public.below () INHERITS (public.own);
CREATE TABLE public.alone (a integer NOT NULL);
CREATE TABLE public.named (a integer) INHERITS (public.alone);
