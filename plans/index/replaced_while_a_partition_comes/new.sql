-- Attached beside the old index, events_2023 would get one under the name of its own.
CREATE TABLE events (id integer NOT NULL, day date NOT NULL, extra integer) PARTITION BY RANGE (day, id);
CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01', 0) TO ('2024-01-01', 0);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01', 0) TO ('2025-01-01', 0);
CREATE INDEX events_extra_idx ON events (extra DESC);
