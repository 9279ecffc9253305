CREATE SEQUENCE public.numbers;
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := NEW.note || ''!''; RETURN NEW; END';
CREATE TABLE public.t (
    id integer PRIMARY KEY,
    note text,
    token uuid DEFAULT gen_random_uuid(),
    number bigint NOT NULL DEFAULT nextval('public.numbers') CONSTRAINT number_is_one CHECK (number IS NOT NULL),
    since timestamp with time zone NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX t_token ON public.t (token);
CREATE TRIGGER touch BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER "when note changes" BEFORE INSERT OR UPDATE OF note ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TABLE public."Odd $$" (page integer, pages integer, fill integer, "t ""quoted""" text NOT NULL DEFAULT (random())::text);
