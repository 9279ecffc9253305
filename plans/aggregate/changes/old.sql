CREATE SCHEMA app;
CREATE TABLE app.points (x integer, y integer);
CREATE FUNCTION app.accum(bigint[], integer) RETURNS bigint[] LANGUAGE internal IMMUTABLE AS 'int4_avg_accum';
CREATE FUNCTION app.accum_inv(bigint[], integer) RETURNS bigint[] LANGUAGE internal IMMUTABLE AS 'int4_avg_accum_inv';
CREATE FUNCTION app.done(bigint[], integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1[2]::numeric';

CREATE AGGREGATE app.total(integer) (SFUNC = int4_sum, STYPE = bigint);
COMMENT ON AGGREGATE app.total(integer) IS 'a sum';
GRANT EXECUTE ON FUNCTION app.total(integer) TO alice;
CREATE VIEW app.totals AS SELECT app.total(x) AS t FROM app.points;
CREATE AGGREGATE app.largest(integer) (SFUNC = int4larger, STYPE = integer);
CREATE AGGREGATE app.counted(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE AGGREGATE app.average(bigint) (
    SFUNC = int8_avg_accum, STYPE = internal, SSPACE = 48, FINALFUNC = numeric_poly_avg, COMBINEFUNC = int8_avg_combine,
    SERIALFUNC = int8_avg_serialize, DESERIALFUNC = int8_avg_deserialize, MSFUNC = int8_avg_accum,
    MINVFUNC = int8_avg_accum_inv, MSTYPE = internal, MSSPACE = 48, MFINALFUNC = numeric_poly_avg, PARALLEL = safe);
CREATE AGGREGATE app.middle(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE app.moving(integer) (
    SFUNC = int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = int8_avg,
    MSFUNC = int4_avg_accum, MINVFUNC = int4_avg_accum_inv, MSTYPE = bigint[], MINITCOND = '{0,0}', MFINALFUNC = int8_avg);
CREATE AGGREGATE app.named(a integer) (SFUNC = int4_sum, STYPE = bigint);
CREATE AGGREGATE app.finished(integer) (SFUNC = int4_avg_accum, STYPE = bigint[], FINALFUNC = int8_avg, INITCOND = '{0,0}');
