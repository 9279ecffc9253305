INSERT INTO app.pages (id, title) VALUES (3, 'x');
-- keep: SELECT total || '/' || twice FROM app.pages => 2/6
