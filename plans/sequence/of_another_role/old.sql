CREATE TABLE public.t (id integer PRIMARY KEY, v bigint);
ALTER TABLE public.t OWNER TO gallery_app;
CREATE TABLE public.moves (id integer PRIMARY KEY);
ALTER TABLE public.moves OWNER TO gallery_reader;
CREATE SEQUENCE public.alone;
CREATE SEQUENCE public.kept;
ALTER SEQUENCE public.kept OWNER TO gallery_reader;
