CREATE SCHEMA app;
CREATE TYPE app.v AS (a integer);
CREATE FUNCTION app.lt(app.v, app.v) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a < ($2).a';
CREATE FUNCTION app.gt(app.v, app.v) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a > ($2).a';
CREATE FUNCTION app.le(app.v, app.v) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a <= ($2).a';
CREATE FUNCTION app.eq(app.v, app.v) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a = ($2).a';
CREATE FUNCTION app.ge(app.v, app.v) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a >= ($2).a';
CREATE FUNCTION app.cmp(app.v, app.v) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(($1).a, ($2).a)';
CREATE FUNCTION app.cmp_too(app.v, app.v) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(($1).a, ($2).a)';
CREATE FUNCTION app.negative(app.v) RETURNS app.v LANGUAGE sql IMMUTABLE AS 'SELECT ROW(-($1).a)::app.v';

CREATE OPERATOR app.< (FUNCTION = app.lt, LEFTARG = app.v, RIGHTARG = app.v, COMMUTATOR = OPERATOR(app.>));
CREATE OPERATOR app.> (FUNCTION = app.gt, LEFTARG = app.v, RIGHTARG = app.v, COMMUTATOR = OPERATOR(app.<));
CREATE OPERATOR app.= (FUNCTION = app.eq, LEFTARG = app.v, RIGHTARG = app.v, COMMUTATOR = OPERATOR(app.=), RESTRICT = eqsel);
CREATE OPERATOR app.<= (FUNCTION = app.lt, LEFTARG = app.v, RIGHTARG = app.v);
CREATE OPERATOR app.<<= (FUNCTION = app.le, LEFTARG = app.v, RIGHTARG = app.v);
CREATE OPERATOR app.>>= (FUNCTION = app.ge, LEFTARG = app.v, RIGHTARG = app.v);
