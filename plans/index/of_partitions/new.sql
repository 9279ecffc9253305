CREATE SCHEMA app;

CREATE TABLE app.events (id integer, day date, kind text) PARTITION BY RANGE (day);
CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE app.events_2 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX by_day ON app.events (day DESC);
CREATE INDEX by_kind ON ONLY app.events (kind);
CREATE INDEX events_1_kind ON app.events_1 (kind);
CREATE INDEX events_2_kind ON app.events_2 (kind);
ALTER INDEX app.by_kind ATTACH PARTITION app.events_1_kind;
ALTER INDEX app.by_kind ATTACH PARTITION app.events_2_kind;
CREATE INDEX by_id ON ONLY app.events (id);
CREATE INDEX second_by_id ON ONLY app.events (id);
CREATE INDEX events_1_id ON app.events_1 (id);
ALTER INDEX app.second_by_id ATTACH PARTITION app.events_1_id;
