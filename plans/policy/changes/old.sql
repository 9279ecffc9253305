CREATE SCHEMA app;
CREATE TABLE app.documents (id integer PRIMARY KEY, owner text, secret boolean);
ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON app.documents USING (owner = current_user);
COMMENT ON POLICY own ON app.documents IS 'each their own';
CREATE POLICY reading ON app.documents FOR SELECT TO alice, bob USING (NOT secret);
CREATE POLICY writing ON app.documents FOR UPDATE USING (owner = current_user) WITH CHECK (owner = current_user);
CREATE POLICY adding ON app.documents FOR INSERT TO carol WITH CHECK (true);
CREATE POLICY strict ON app.documents USING (id > 0);
CREATE POLICY for_all ON app.documents TO alice USING (id > 7) WITH CHECK (id > 8);
