CREATE SEQUENCE public.numbers;
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := NEW.note || ''!''; RETURN NEW; END';
CREATE TABLE public.t (id integer PRIMARY KEY, note text);
CREATE TRIGGER touch BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER "when note changes" BEFORE INSERT OR UPDATE OF note ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TABLE public."Odd $$" (page integer, pages integer, fill integer);
