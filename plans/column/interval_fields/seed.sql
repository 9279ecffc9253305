INSERT INTO waits VALUES (1, '1 day 02:03:04', '2 days 00:00:01.25', '00:00:05', '{02:30,00:45}', '7', 'x');
