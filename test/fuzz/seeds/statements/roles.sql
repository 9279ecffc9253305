SELECT pg_catalog.set_config('search_path', '', false);
CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false);
ALTER DATABASE a SET b = c;
COPY t (a, b) FROM stdin;
1	2
\.
REASSIGN OWNED BY a TO b;
SECURITY LABEL ON ROLE a IS 'x';
PREPARE TRANSACTION 'x';
