-- since PostgreSQL 17
CREATE SCHEMA app;

CREATE DOMAIN app.plain AS integer CONSTRAINT its_name NOT NULL;
CREATE DOMAIN app.named AS integer CONSTRAINT new_name NOT NULL;
COMMENT ON CONSTRAINT new_name ON DOMAIN app.named IS 'why';
CREATE DOMAIN app.open AS integer CONSTRAINT comes NOT NULL CHECK (VALUE > 0);
