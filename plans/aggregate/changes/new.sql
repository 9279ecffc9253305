CREATE SCHEMA app;
CREATE TABLE app.points (x integer, y integer);
CREATE FUNCTION app.accum(bigint[], integer) RETURNS bigint[] LANGUAGE internal IMMUTABLE AS 'int4_avg_accum';
CREATE FUNCTION app.accum_inv(bigint[], integer) RETURNS bigint[] LANGUAGE internal IMMUTABLE AS 'int4_avg_accum_inv';
CREATE FUNCTION app.done(bigint[], integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1[2]::numeric';

CREATE AGGREGATE app.total(integer) (SFUNC = int4_avg_accum, STYPE = bigint[], FINALFUNC = int8_avg, INITCOND = '{0,0}');
COMMENT ON AGGREGATE app.total(integer) IS 'a sum';
GRANT EXECUTE ON FUNCTION app.total(integer) TO alice;
CREATE VIEW app.totals AS SELECT app.total(x) AS t FROM app.points;
CREATE AGGREGATE app.largest(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = OPERATOR(pg_catalog.<), PARALLEL = restricted);
CREATE AGGREGATE app.counted(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '10');
CREATE AGGREGATE app.average(bigint) (SFUNC = int8_avg_accum, STYPE = internal, SSPACE = 64, FINALFUNC = numeric_poly_sum, FINALFUNC_MODIFY = shareable);
CREATE AGGREGATE app.middle(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = shareable);
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA);
CREATE AGGREGATE app.moving(integer) (
    SFUNC = int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = int8_avg,
    MSFUNC = app.accum, MINVFUNC = app.accum_inv, MSTYPE = bigint[], MSSPACE = 16, MINITCOND = '{0,1}', MFINALFUNC = app.done, MFINALFUNC_EXTRA,
    MFINALFUNC_MODIFY = read_write);
CREATE AGGREGATE app.named(b integer) (SFUNC = int4_sum, STYPE = bigint);
CREATE AGGREGATE app.finished(integer) (SFUNC = int4_avg_accum, STYPE = bigint[], FINALFUNC = app.done, FINALFUNC_EXTRA, INITCOND = '{0,0}', COMBINEFUNC = int4_avg_combine);
