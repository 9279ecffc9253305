INSERT INTO app.tickets VALUES (1, 'open'), (2, 'closed');
INSERT INTO app.tickets VALUES (3, 'open', '{open,closed}');
