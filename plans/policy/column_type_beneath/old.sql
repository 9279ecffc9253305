CREATE SCHEMA app;
CREATE TABLE app.documents (id integer PRIMARY KEY, owner text, secret boolean);
ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION app.may(text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
CREATE POLICY own ON app.documents AS RESTRICTIVE FOR UPDATE TO alice USING (owner = current_user AND app.may('x')) WITH CHECK (id > 0);
COMMENT ON POLICY own ON app.documents IS 'each their own';
