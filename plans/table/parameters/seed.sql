INSERT INTO app.notes VALUES (1, 'first');
INSERT INTO app.log VALUES (now(), 'kept');
INSERT INTO app.cache VALUES ('a', 'b');
-- keep: SELECT body FROM app.notes => first
-- keep: SELECT value FROM app.cache => b
