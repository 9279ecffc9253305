INSERT INTO app.notes VALUES (1, 'first');
INSERT INTO app.log VALUES ('2026-01-01 12:00:00+00', 'kept');
INSERT INTO app.cache VALUES ('a', 'b');
-- keep: SELECT body FROM app.notes => first
-- keep: SELECT value FROM app.cache => b
