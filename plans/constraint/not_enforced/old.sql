-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.t (id integer PRIMARY KEY, a integer, CONSTRAINT positive CHECK (a > 0), CONSTRAINT small CHECK (a < 10) NOT ENFORCED);
CREATE TABLE app.u (t integer CONSTRAINT u_t REFERENCES app.t, v integer CONSTRAINT u_v REFERENCES app.t NOT ENFORCED);
