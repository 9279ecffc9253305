#include "random/rows.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "random/dice.hpp"

namespace test {

namespace {

using pgplumb::postgres::Connection;

// Tables that are no partitions, with the category of each column's type: the base type's, of a domain.
constexpr const char* columns_of_tables =
    "SELECT t.name, pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), "
    "CASE WHEN a.attgenerated <> '' THEN '' ELSE b.typcategory::text END, a.attnotnull::text FROM (SELECT c.oid, "
    "c.oid::pg_catalog.regclass::text AS name FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p') AND NOT "
    "c.relispartition AND c.relnamespace IN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND "
    "nspname <> 'information_schema')) t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT "
    "a.attisdropped JOIN pg_catalog.pg_type d ON d.oid = a.atttypid JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN "
    "d.typbasetype <> 0 THEN d.typbasetype ELSE d.oid END ORDER BY t.oid, a.attnum";

std::string value(Dice& own, const std::string& column, const std::string& type, const std::string& category,
                  bool required) {
  if (category.empty()) return "DEFAULT";
  if (!required && own.chance(25)) return own.chance(50) ? "NULL" : "DEFAULT";
  if (column == "region") return own.one_of<std::string>({"'eu'", "'us'", "'asia'"});
  switch (category.front()) {
    case 'N':
      return std::to_string(1 + own.below(9));
    case 'S':
      return own.one_of<std::string>({"'a'", "'b'", "'2'"});
    case 'B':
      return own.one_of<std::string>({"true", "false"});
    case 'D':
      return fmt::format("'{}-03-0{}'", 2021 + own.below(5), 1 + own.below(9));
    case 'E':
      return fmt::format("(pg_catalog.enum_range(NULL::{}))[1]", type);
    case 'A':
      return "'{}'";
    default:
      return "DEFAULT";
  }
}

}  // namespace

void insert_rows(const Store& store, std::uint64_t seed) {
  Connection connection(store.url(), pgplumb::postgres::SettingsOf::database);
  const auto columns = connection.execute(columns_of_tables).rows;
  // Twice, since a table may refer to one that comes later.
  for (int round = 0; round < 2; ++round) {
    for (std::size_t first = 0, end = 0; first < columns.size(); first = end) {
      while (end < columns.size() && columns[end][0] == columns[first][0]) ++end;
      const std::string& table = *columns[first][0];
      for (int row = 0; row < 3; ++row) {
        Dice own(fmt::format("{}/row/{}/{}/{}", seed, table, round, row));
        std::vector<std::string> values;
        for (std::size_t at = first; at < end; ++at)
          values.push_back(
              value(own, *columns[at][1], *columns[at][2], columns[at][3].value_or(""), columns[at][4] == "true"));
        try {
          connection.execute(fmt::format("INSERT INTO {} VALUES ({})", table, fmt::join(values, ", ")));
        } catch (const pgplumb::ServerError& refused) {
          if (refused.sqlstate().empty() || refused.sqlstate().substr(0, 2) == "57") throw;
        }
      }
    }
  }
}

void delete_rows(const Store& store) {
  Connection connection(store.url(), pgplumb::postgres::SettingsOf::database);
  for (const auto& row : connection.execute(columns_of_tables).rows)
    connection.execute("TRUNCATE " + *row[0] + " CASCADE");
}

}  // namespace test
