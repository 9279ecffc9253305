CREATE SCHEMA app;

CREATE TABLE app.events (at date NOT NULL, n integer) PARTITION BY RANGE (at);
CREATE TABLE app.events_2024 (at date NOT NULL, n integer);
CREATE TABLE app.events_2025 PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
