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

CREATE OPERATOR app.< (FUNCTION = app.lt, LEFTARG = app.v, RIGHTARG = app.v);
CREATE OPERATOR app.<= (FUNCTION = app.le, LEFTARG = app.v, RIGHTARG = app.v);
CREATE OPERATOR app.= (FUNCTION = app.eq, LEFTARG = app.v, RIGHTARG = app.v);
CREATE OPERATOR app.>= (FUNCTION = app.ge, LEFTARG = app.v, RIGHTARG = app.v);
CREATE OPERATOR app.> (FUNCTION = app.gt, LEFTARG = app.v, RIGHTARG = app.v);

CREATE OPERATOR FAMILY app.family USING btree;
CREATE OPERATOR FAMILY app.loose USING btree;
ALTER OPERATOR FAMILY app.loose USING btree ADD OPERATOR 1 app.< (app.v, app.v), OPERATOR 5 app.> (app.v, app.v), FUNCTION 1 (app.v, app.v) app.cmp_too (app.v, app.v);
CREATE OPERATOR CLASS app.by_items DEFAULT FOR TYPE app.v USING btree AS OPERATOR 1 app.<, OPERATOR 2 app.<=, OPERATOR 3 app.=, OPERATOR 4 app.>=, OPERATOR 5 app.>, FUNCTION 1 app.cmp (app.v, app.v);
COMMENT ON OPERATOR CLASS app.by_items USING btree IS 'in order';
CREATE OPERATOR CLASS app.by_default FOR TYPE integer USING btree FAMILY app.family AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 btint4cmp (integer, integer);
CREATE OPERATOR CLASS app.by_type FOR TYPE bigint USING hash AS OPERATOR 1 =, FUNCTION 1 hashint8 (bigint);
CREATE OPERATOR CLASS app.stored FOR TYPE point USING gist AS STORAGE box, FUNCTION 1 gist_point_consistent (internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union (internal, internal), FUNCTION 5 gist_box_penalty (internal, internal, internal), FUNCTION 6 gist_box_picksplit (internal, internal), FUNCTION 7 gist_box_same (box, box, internal);
CREATE OPERATOR CLASS app.by_storage FOR TYPE point USING gist AS STORAGE box, FUNCTION 1 gist_point_consistent (internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union (internal, internal), FUNCTION 5 gist_box_penalty (internal, internal, internal), FUNCTION 6 gist_box_picksplit (internal, internal), FUNCTION 7 gist_box_same (box, box, internal);
CREATE TABLE app.t (v app.v);
CREATE INDEX t_v ON app.t (v app.by_items);
