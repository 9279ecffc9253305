// Which types become which, held against the server, for every pair of its types.

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "kinds/types.hpp"
#include "server.hpp"
#include "sources/live.hpp"

namespace {

using pgplumb::catalog::Catalog;
using pgplumb::catalog::ObjectId;

class CastsOnly final : public pgplumb::catalog::Context {
 public:
  explicit CastsOnly(std::map<std::pair<std::string, std::string>, char> casts) : casts_(std::move(casts)) {}

  [[nodiscard]] const Catalog& from() const override { return nothing_; }
  [[nodiscard]] const Catalog& to() const override { return nothing_; }
  [[nodiscard]] bool is_created(const ObjectId&) const override { return false; }
  [[nodiscard]] bool is_dropped(const ObjectId&) const override { return false; }
  [[nodiscard]] const std::string* using_expression(const ObjectId&) const override { return nullptr; }
  [[nodiscard]] char cast(const std::string& from, const std::string& to) const override {
    const auto found = casts_.find({from, to});
    return found == casts_.end() ? '\0' : found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, char> casts_;
  Catalog nothing_;
};

// All types that a column may have, some with modifiers, and some arrays.
constexpr const char* types =
    "CREATE TABLE of_type AS SELECT pg_catalog.format_type(oid, NULL) AS name FROM pg_catalog.pg_type WHERE "
    "typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typcategory NOT IN ('A', 'Z') UNION "
    "ALL SELECT pg_catalog.unnest('{\"character varying(5)\",character(3),\"numeric(5,1)\",timestamp(3) without time "
    "zone,timestamp(0) with time zone,time(2) without time zone,time(1) with time zone,interval(0),interval day to "
    "second,interval day to second(2),interval year to month,bit(3),bit varying(4),integer[],bigint[],text[],character "
    "varying(5)[],date[],jsonb[],\"numeric(5,1)[]\",interval[],\"\\\"char\\\"[]\",boolean[],name[]}'::text[])";

// Whether the server changes a column's type by itself, and by an explicit cast. All is taken back.
constexpr const char* ask_the_server =
    "CREATE FUNCTION goes(statement text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN EXECUTE statement; RAISE "
    "EXCEPTION 'it goes'; EXCEPTION WHEN OTHERS THEN RETURN SQLERRM = 'it goes'; END$$;"
    "CREATE FUNCTION pairs() RETURNS TABLE (a text, b text, plain boolean, by_cast boolean, through_text boolean, "
    "through_texts boolean) LANGUAGE plpgsql AS $$BEGIN FOR a IN SELECT name FROM of_type LOOP "
    "EXECUTE 'CREATE TEMP TABLE one (c ' || a || ')'; FOR b IN SELECT name FROM of_type LOOP "
    "plain := goes('ALTER TABLE one ALTER COLUMN c TYPE ' || b);"
    "by_cast := goes('ALTER TABLE one ALTER COLUMN c TYPE ' || b || ' USING c::' || b);"
    "through_text := goes('ALTER TABLE one ALTER COLUMN c TYPE ' || b || ' USING c::text::' || b);"
    "through_texts := goes('ALTER TABLE one ALTER COLUMN c TYPE ' || b || ' USING c::text[]::' || b);"
    "RETURN NEXT; END LOOP; DROP TABLE one; END LOOP; END$$";

}  // namespace

TEST_CASE("every type becomes every other as the server would let it") {
  test::Database database;
  const CastsOnly context(pgplumb::sources::read_casts(database.connection()));
  database.execute(types);
  database.execute(ask_the_server);
  const auto pairs = database.execute("SELECT * FROM pairs()").rows;
  CHECK(pairs.size() > 6000);
  std::string disagreements;
  for (const auto& row : pairs) {
    const std::string& from = *row[0];
    const std::string& to = *row[1];
    const bool plain = row[2] == "t";
    const bool by_cast = row[3] == "t";
    const auto conversion = pgplumb::kinds::convert(from, to, context);
    const std::string& bridge = conversion.bridge;
    // By words only where the server would not do it without, and never by those that it refuses.
    const bool goes = bridge.empty()         ? plain
                      : bridge == "::"       ? by_cast
                      : bridge == "::text::" ? row[4] == "t"
                                             : row[5] == "t";
    const bool right = conversion.possible ? goes : !plain && !by_cast;
    if (!right)
      disagreements += from + " -> " + to + ": " +
                       (conversion.possible ? "planned by \"" + bridge + "\"" : "not planned") +
                       (plain     ? ", the server does it by itself"
                        : by_cast ? ", the server casts"
                                  : ", the server refuses") +
                       "\n";
  }
  CHECK(disagreements == "");
}
