INSERT INTO loses_them (id) VALUES (1);
INSERT INTO keeps_one (id, changed_by) VALUES (2, 'me');
