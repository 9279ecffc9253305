-- since PostgreSQL 17
CREATE SCHEMA app;

CREATE DOMAIN app.plain AS integer NOT NULL;
CREATE DOMAIN app.named AS integer CONSTRAINT old_name NOT NULL;
CREATE DOMAIN app.open AS integer CHECK (VALUE > 0);
