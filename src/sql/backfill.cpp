#include "sql/backfill.hpp"

#include <fmt/format.h>

#include "sql/identifier.hpp"
#include "sql/statement_pattern.hpp"

namespace pgplumb::sql {

namespace {

// Variables are named with the block, and columns with t: a table may have columns of any name. Pages hold some hundred
// rows at most, and a hundred as a rule.
constexpr const char* block = R"(
<<fill>>
DECLARE
    pages bigint;
    page bigint;
    low tid;
    high tid;
    updated bigint;
    given bigint;
    gives_null boolean := false;
BEGIN
    FOR pass IN 1 .. 20 LOOP
        fill.pages := pg_catalog.pg_relation_size({relation}) / pg_catalog.current_setting('block_size')::bigint;
        fill.page := 0;
        WHILE fill.page < fill.pages LOOP
            fill.low := ('(' || fill.page || ',0)')::tid;
            fill.page := least(fill.page + 20, fill.pages);
            fill.high := ('(' || fill.page || ',0)')::tid;
            WITH free AS (
                SELECT t.ctid FROM ONLY {table} AS t
                WHERE t.ctid >= fill.low AND t.ctid < fill.high AND {unfilled}
                FOR NO KEY UPDATE SKIP LOCKED
            ), filled AS (
                UPDATE ONLY {table} AS t SET {column} = DEFAULT
                WHERE t.ctid = ANY (ARRAY(SELECT free.ctid FROM free))
                RETURNING t.{column} AS value
            )
            SELECT pg_catalog.count(*), pg_catalog.count(filled.value) INTO fill.updated, fill.given FROM filled;
            COMMIT;
            fill.gives_null := fill.gives_null OR fill.given < fill.updated;
            IF fill.updated > 0 THEN
                PERFORM pg_catalog.pg_sleep(0.01);
            END IF;
        END LOOP;
        IF fill.gives_null OR NOT EXISTS (SELECT FROM ONLY {table} AS t WHERE {unfilled}) THEN
            RETURN;
        END IF;
        PERFORM pg_catalog.pg_sleep(0.1 * pass);
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = {message};
END
)";

}  // namespace

std::string backfill_statement(const Backfill& backfill) {
  const std::string table = qualified(backfill.schema, backfill.table);
  const std::string column = identifier(backfill.column);
  const std::string unfilled =
      "t." + column + " IS NULL" +
      (backfill.source.empty() ? std::string() : " AND t." + identifier(backfill.source) + " IS NOT NULL");
  return "DO " +
         dollar_quoted(fmt::format(
             fmt::runtime(block), fmt::arg("relation", literal(table)), fmt::arg("table", table),
             fmt::arg("column", column), fmt::arg("unfilled", unfilled),
             fmt::arg("message", literal("rows of " + table + " have no value in " + column + ": others hold them"))));
}

std::optional<Backfill> backfill_of(const std::string& statement) {
  const Words words(statement);
  if (words.size() != 2 || !words.is(0, "do") || !words.is_string(1)) return std::nullopt;
  const std::string_view quoted = words.text(1);
  const std::size_t tag = quoted.front() == '$' ? quoted.find('$', 1) + 1 : 0;
  if (tag == 0 || quoted.size() < 2 * tag) return std::nullopt;
  const Words body(quoted.substr(tag, quoted.size() - 2 * tag));
  std::string source;
  for (std::size_t at = 0; at < body.size(); ++at) {
    // "t.column IS NULL AND t.source IS NOT NULL", before the UPDATE.
    if (source.empty() && body.is(at, "is") && body.is(at + 1, "null") && body.is(at + 2, "and") &&
        body.is(at + 3, "t")) {
      std::size_t begin = at + 3;
      if (const std::vector<std::string> name = body.name(begin); name.size() == 2) source = name[1];
    }
    if (!body.is(at, "update") || !body.is(at + 1, "only")) continue;
    at += 2;
    const std::vector<std::string> table = body.name(at);
    at += 3;  // AS t SET
    const std::vector<std::string> column = body.name(at);
    if (table.size() != 2 || column.size() != 1) return std::nullopt;
    Backfill backfill{table[0], table[1], column[0], source};
    if (backfill_statement(backfill) != statement) return std::nullopt;
    return backfill;
  }
  return std::nullopt;
}

}  // namespace pgplumb::sql
