CREATE SCHEMA app;
CREATE TABLE app.documents (id integer PRIMARY KEY, owner text, secret boolean);
ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON app.documents USING (owner = session_user) WITH CHECK (owner = session_user AND NOT secret);
COMMENT ON POLICY own ON app.documents IS 'each their own';
CREATE POLICY reading ON app.documents FOR SELECT TO carol, bob USING (NOT secret OR id < 10);
CREATE POLICY writing ON app.documents FOR UPDATE USING (owner = current_user);
CREATE POLICY adding ON app.documents FOR DELETE TO carol USING (true);
CREATE POLICY strict ON app.documents AS RESTRICTIVE USING (id > 0);
CREATE POLICY for_all ON app.documents USING (id > 7) WITH CHECK (id > 9);
