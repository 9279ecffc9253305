#include "apply/leftover_index.hpp"

#include "apply/standing.hpp"
#include "sources/live.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::apply {

namespace {

constexpr std::uint32_t pg_class = 1259;

}  // namespace

// Names are looked up as the session does; operators are not.
std::optional<FoundIndex> find_index(postgres::Connection& connection, const sql::ConcurrentIndex& index) {
  const char* which =
      index.create ? "i.indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) "
                     "AND c.relname OPERATOR(pg_catalog.=) $2::pg_catalog.name"
                   : "c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) AND $2::pg_catalog.name IS NOT NULL";
  const auto rows =
      connection.query(std::string("SELECT c.oid, n.nspname, c.relname, i.indisvalid FROM pg_catalog.pg_index i "
                                   "JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid "
                                   "JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace "
                                   "WHERE c.relkind OPERATOR(pg_catalog.=) 'i' AND ") +
                           which,
                       {index.relation, index.name});
  if (rows.rows.empty()) return std::nullopt;
  const auto& row = rows.rows[0];
  return FoundIndex{static_cast<std::uint32_t>(std::stoul(row[0].value())), row[1].value(), row[2].value(),
                    row[3] == "t"};
}

void drop_leftover(postgres::Connection& connection, Interruption& interruption, const std::string& statement,
                   const std::function<void(const std::string&)>& progress) {
  const auto index = sql::concurrent_index(statement);
  if (!index || !index->create) return;
  const auto found = find_index(connection, *index);
  if (!found || found->valid) return;
  const std::string name = sql::qualified(found->schema, found->name);
  progress("  dropping what an interrupted CREATE INDEX CONCURRENTLY has left: index " + name);
  interruption.cancellable([&] { connection.execute("DROP INDEX CONCURRENTLY " + name); });
}

std::string to_go_on(postgres::Connection& connection, const std::string& statement) {
  const auto partition = sql::concurrently_detached(statement);
  if (!partition) return statement;
  const auto pending = connection.query(
      "SELECT FROM pg_catalog.pg_inherits WHERE inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) AND "
      "inhdetachpending",
      {*partition});
  if (pending.rows.empty()) return statement;
  return statement.substr(0, statement.rfind(' ')) + " FINALIZE";
}

bool is_done(postgres::Connection& connection, const std::string& statement) {
  const auto index = sql::concurrent_index(statement);
  if (!index) return false;
  const auto found = find_index(connection, *index);
  return index->create ? found && found->valid : !found;
}

namespace {

// `live` without what `statement`, if it is concurrent, has left when it was interrupted; nullopt if that is nothing.
std::optional<catalog::Catalog> without_remainder(postgres::Connection& connection, const std::string& statement,
                                                  const catalog::Catalog& live) {
  if (const auto partition = sql::concurrently_detached(statement)) {
    catalog::Catalog rest =
        live.filtered([&](const catalog::Object& object) { return sources::half_detached(object) != *partition; });
    return rest.objects().size() < live.objects().size() ? std::optional(std::move(rest)) : std::nullopt;
  }
  const auto index = sql::concurrent_index(statement);
  const auto leftover = index ? find_index(connection, *index) : std::nullopt;
  if (!leftover || leftover->valid) return std::nullopt;
  return live.filtered([&](const catalog::Object& object) {
    const catalog::Object* at = &object;
    while (at != nullptr && (at->address.class_id != pg_class || at->address.object_id != leftover->oid))
      at = live.parent_of(*at);
    return at == nullptr;
  });
}

}  // namespace

std::optional<std::size_t> batches_done_but_for_remainder(postgres::Connection& connection, const plan::Plan& plan,
                                                          const catalog::Catalog& live) {
  for (std::size_t number = 0; number < plan.batches.size(); ++number) {
    if (plan.batches[number].transaction || plan.batches[number].manual) continue;
    for (const plan::Step& step : plan.batches[number].steps)
      for (const std::string& statement : step.statements) {
        const auto rest = without_remainder(connection, statement, live);
        // An index that is being dropped is gone afterwards, one that is being made was not there before.
        const auto index = sql::concurrent_index(statement);
        const std::size_t stands = index && !index->create ? number + 1 : number;
        if (rest && fingerprint(*rest) == fingerprint_after(plan, stands)) return number;
      }
  }
  return std::nullopt;
}

}  // namespace pgplumb::apply
