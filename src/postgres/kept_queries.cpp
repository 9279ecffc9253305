#include "postgres/kept_queries.hpp"

namespace pgplumb::postgres {

namespace {

// A plan that was made for few rows suits as many more of them.
constexpr std::size_t few_rows = 2000;

std::string name(const KeptQueries& kept, std::size_t query) {
  return "pgplumb_" + std::to_string(kept.generation) + "_" + std::to_string(query);
}

// Only what was prepared by that very message has its time.
bool is_still_there(Connection& connection, const KeptQueries& kept) {
  const Rows found = connection.query(
      "SELECT pg_catalog.count(*) FROM pg_catalog.pg_prepared_statements WHERE name ~ ('^pgplumb_' || $1 || '_') AND "
      "extract(epoch FROM prepare_time)::text = $2",
      {std::to_string(kept.generation), kept.moment});
  return found.rows.at(0).at(0) == std::to_string(kept.queries.size());
}

void prepare(Connection& connection, const std::string& opening, const std::vector<std::string>& queries,
             const std::string& closing) {
  KeptQueries& kept = connection.kept_queries();
  ++kept.generation;
  kept.queries = queries;
  std::string message = opening;
  for (std::size_t query = 0; query < queries.size(); ++query)
    message += "PREPARE " + name(kept, query) + " AS " + queries[query] + "; ";
  message += "SELECT extract(epoch FROM pg_catalog.statement_timestamp())::text; " + closing;
  kept.moment = connection.execute(message).rows.at(0).at(0).value_or("");
}

}  // namespace

void copy_out_kept(Connection& connection, const std::string& opening, const std::vector<std::string>& queries,
                   const std::string& closing, const CopyLine& line) {
  KeptQueries& kept = connection.kept_queries();
  const bool anew = kept.moment.empty() || kept.queries != queries || !is_still_there(connection, kept);
  if (anew) {
    kept.moment.clear();
    prepare(connection, opening, queries, closing);
  }
  std::string message = opening;
  for (std::size_t query = 0; query < queries.size(); ++query) message += "EXECUTE " + name(kept, query) + "; ";
  std::size_t rows = 0;
  connection.copy_out(message + closing, [&](std::size_t statement, std::string_view row) {
    ++rows;
    line(statement, row);
  });
  if (anew) kept.rows_first = rows;
  if (rows > 2 * kept.rows_first + few_rows) kept.moment.clear();
}

}  // namespace pgplumb::postgres
