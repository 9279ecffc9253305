-- since PostgreSQL 16
CREATE SCHEMA app;

CREATE COLLATION app.sorted (PROVIDER = icu, LOCALE = 'und', RULES = '&V << w <<< W');
