CHECK (((a)::text = ANY ((ARRAY['x'::character varying, 'y''z'::character varying])::text[])));
CHECK (a IS NULL OR a = 'x' OR a = E'y\\');
CHECK ((char_length(a) <= 100) AND length(a) > 1) NOT VALID;
CHECK (a = ANY ('{a,b}'::text[]));
