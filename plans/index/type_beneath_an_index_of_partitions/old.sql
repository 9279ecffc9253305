CREATE TABLE reading (
    sensor integer NOT NULL,
    day date NOT NULL,
    value integer,
    UNIQUE (day, value)
) PARTITION BY RANGE (day);

CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX high_values ON reading_2024 (value DESC);
CREATE INDEX ON reading (value DESC);
