INSERT INTO people VALUES (1, ROW('High Street', 'Oxford'));
