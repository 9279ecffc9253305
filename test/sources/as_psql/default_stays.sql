-- As pg_dump --clean --if-exists writes it: what it drops is not there yet.
ALTER TABLE IF EXISTS public.v ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE IF EXISTS public.v_id_seq;
DROP TABLE IF EXISTS public.v;
CREATE TABLE public.v (id integer NOT NULL, name text);
CREATE SEQUENCE public.v_id_seq AS integer;
ALTER SEQUENCE public.v_id_seq OWNED BY public.v.id;
ALTER TABLE ONLY public.v ALTER COLUMN id SET DEFAULT nextval('public.v_id_seq'::regclass);
ALTER TABLE ONLY public.v ADD CONSTRAINT v_pkey PRIMARY KEY (id);
