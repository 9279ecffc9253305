INSERT INTO public.t VALUES (1, 'a'), (2, 'b');
INSERT INTO public."Odd $$" VALUES (1, 2, 3), (4, 5, 6);
-- keep: SELECT count(*) FROM public.t WHERE note LIKE 'a%' => 1
-- keep: SELECT sum(fill) FROM public."Odd $$" => 9
