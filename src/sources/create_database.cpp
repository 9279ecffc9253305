#include "sources/create_database.hpp"

#include <fmt/core.h>

#include "sql/identifier.hpp"

namespace pgplumb::sources {

namespace {

/// The clauses of one locale provider (PostgreSQL manual, CREATE DATABASE).
std::string provider_clauses(const ScratchNeeds& needs, int major_version) {
  if (major_version < 15) return {};
  if (needs.locale_provider == "i")
    return fmt::format(" LOCALE_PROVIDER icu ICU_LOCALE {}", sql::literal(needs.locale));
  if (needs.locale_provider == "b" && major_version >= 17)
    return fmt::format(" LOCALE_PROVIDER builtin BUILTIN_LOCALE {}", sql::literal(needs.locale));
  return " LOCALE_PROVIDER libc";
}

}  // namespace

void create_database(postgres::Connection& maintenance, const std::string& name, const ScratchNeeds& needs) {
  const int major_version = maintenance.server_major();
  // Copying files costs less than writing all of template0 to the log; the checkpoints that it takes are cheap without
  // fsync.
  maintenance.execute(fmt::format("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}{}{}",
                                  sql::identifier(name), sql::literal(needs.encoding), sql::literal(needs.collate),
                                  sql::literal(needs.ctype), provider_clauses(needs, major_version),
                                  major_version >= 15 ? " STRATEGY file_copy" : ""));
  for (const auto& [setting, value] : needs.settings)
    maintenance.execute(fmt::format("ALTER DATABASE {} SET {} = {}", sql::identifier(name), sql::identifier(setting),
                                    sql::literal(value)));
}

}  // namespace pgplumb::sources
