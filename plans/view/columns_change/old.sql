CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, email text, age integer);

CREATE VIEW app.adults AS SELECT id, name, email FROM app.users WHERE age >= 18;
COMMENT ON VIEW app.adults IS 'who may vote';
GRANT SELECT ON app.adults TO bob;
CREATE VIEW app.adult_ids AS SELECT id FROM app.adults;
COMMENT ON COLUMN app.adult_ids.id IS 'the same as of users';
CREATE MATERIALIZED VIEW app.adult_count AS SELECT count(*) AS n, max(id) AS last FROM app.adult_ids;
COMMENT ON MATERIALIZED VIEW app.adult_count IS 'refreshed each night';
CREATE UNIQUE INDEX adult_count_last ON app.adult_count (last);
COMMENT ON INDEX app.adult_count_last IS 'for REFRESH CONCURRENTLY';
GRANT SELECT ON app.adult_count TO alice;
GRANT SELECT (id) ON app.adult_ids TO alice;
