INSERT INTO words VALUES ('Äpfel', '10');
