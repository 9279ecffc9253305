INSERT INTO app.named VALUES (1, 2, 3, 4);
INSERT INTO app.clash VALUES (1);
-- keep: SELECT sum(a + b + c + d) FROM app.named => 10
