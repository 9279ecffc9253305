#include "hostile.hpp"

namespace test {

namespace {

constexpr const char* traps = R"(
SET search_path = pg_catalog;
CREATE SCHEMA trap;
GRANT USAGE ON SCHEMA trap TO PUBLIC;
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT o.oid, oprname AS name, format_type(oprleft, NULL) AS l, format_type(oprright, NULL) AS r,
           format_type(oprresult, NULL) AS result
    FROM pg_operator o JOIN pg_type lt ON lt.oid = oprleft JOIN pg_type rt ON rt.oid = oprright
    JOIN pg_type t ON t.oid = oprresult
    WHERE oprnamespace = 'pg_catalog'::regnamespace AND 'p' NOT IN (lt.typtype, rt.typtype, t.typtype)
      AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = oprcode AND proname LIKE 'neq%sel')
    UNION ALL  -- what fits better than anything of PostgreSQL's own
    SELECT NULL, name, l, r, 'boolean' FROM unnest(ARRAY['=', '<>', '~', '!~', '>=', '>']) name,
      (VALUES ('name', 'text'), ('text', 'name'), ('oid', 'integer'), ('oid', 'bigint'), ('"char"', 'text'),
              ('name', 'unknown')) pair (l, r)
    WHERE r <> 'unknown' AND NOT EXISTS (SELECT FROM pg_operator WHERE oprname = name AND oprleft = l::regtype AND
                                         oprright = r::regtype)
  LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION trap.%I(%s, %s) RETURNS %s LANGUAGE plpgsql AS %L',
                     'operator ' || one.name, one.l, one.r, one.result,
                     format('BEGIN RETURN $1::text::%s OPERATOR(pg_catalog.%s) $2; END',
                            CASE WHEN one.oid IS NULL THEN 'text' ELSE one.l END, one.name));
      EXECUTE format('CREATE OPERATOR trap.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = trap.%I)',
                     one.name, one.l, one.r, 'operator ' || one.name);
    EXCEPTION WHEN OTHERS THEN NULL;  -- a few cannot be made by anyone
    END;
  END LOOP;
  FOR one IN
    SELECT proname AS name, oidvectortypes(proargtypes) AS arguments, format_type(prorettype, NULL) AS result,
           (SELECT string_agg('$' || n, ', ') FROM generate_series(1, pronargs) n) AS given
    FROM pg_proc p WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND NOT proretset
      AND provariadic = 0 AND NOT EXISTS (SELECT FROM pg_type t WHERE t.typtype = 'p'
      AND (t.oid = prorettype OR t.oid = ANY (proargtypes::oid[])))
  LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', one.name, one.arguments,
                     one.result, format('BEGIN RETURN pg_catalog.%I(%s); END', one.name, one.given));
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
  END LOOP;
END $$;
CREATE FUNCTION trap.seen(value anyelement) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
CREATE DOMAIN trap.text AS pg_catalog.text CHECK (trap.seen(VALUE));
CREATE DOMAIN trap.name AS pg_catalog.name CHECK (trap.seen(VALUE));
CREATE DOMAIN trap.oid AS pg_catalog.oid CHECK (trap.seen(VALUE));
CREATE DOMAIN trap.regclass AS pg_catalog.regclass CHECK (trap.seen(VALUE));
RESET search_path;
)";

}  // namespace

void lay_trap(Database& database) {
  database.execute(traps);
  database.execute("ALTER DATABASE " + database.name() + " SET track_functions = 'all'");
}

Called called(Database& database) {
  // What a session has counted is known at its end; a server of before 15 takes a while to collect it.
  database.execute("SET search_path = pg_catalog");
  if (database.connection().server_major() < 15) database.execute("SELECT pg_sleep(1)");
  database.execute("SELECT pg_stat_clear_snapshot()");
  const auto rows = database.execute(
      "SELECT coalesce(sum(calls), 0), string_agg(funcname, ', ') FROM pg_stat_user_functions WHERE schemaname = "
      "'trap'");
  database.execute("RESET search_path");
  return {std::stoi(rows.rows.at(0).at(0).value()), rows.rows.at(0).at(1).value_or("")};
}

}  // namespace test
