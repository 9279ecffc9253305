#include "commands/scratches.hpp"

#include "catalog/projection.hpp"
#include "commands/live.hpp"
#include "postgres/conninfo.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::commands {

namespace {

/// An extension that is ignored is missed only by what needs it, which is then said where it stands.
bool is_ignored(const std::string& extension, const std::vector<std::string>& ignore) {
  static const std::string kind = "extension:";
  for (const std::string& rule : ignore)
    if (rule.starts_with(kind) && catalog::matches(std::string_view(rule).substr(kind.size()), extension)) return true;
  return false;
}

}  // namespace

Scratches::Scratches(const Settings& settings, postgres::Connection& live, std::string live_conninfo, Progress progress)
    : mode_(settings.scratch),
      ignore_(settings.ignore),
      live_(&live),
      live_conninfo_(std::move(live_conninfo)),
      progress_(std::move(progress)) {}

Scratches::Scratches(const Settings& settings, Progress progress)
    : mode_(settings.scratch == "auto" ? "local" : settings.scratch), progress_(std::move(progress)) {}

sources::ScratchServer& Scratches::server() {
  if (server_ == nullptr) {
    sources::ScratchNeeds needs;
    if (live_ != nullptr) {
      needs = sources::scratch_needs(*live_);
      std::erase_if(needs.extensions, [&](const std::string& extension) { return is_ignored(extension, ignore_); });
    } else {
      needs.major_version = 0;
      needs.collate = needs.ctype = "C.UTF-8";
    }
    say(progress_, "starting a scratch server");
    server_ = sources::start_scratch(mode_, needs, live_conninfo_);
  }
  return *server_;
}

std::string Scratches::description() const {
  return server_ == nullptr ? std::string() : server_->description();
}

bool Scratches::is_private() {
  return server().is_private();
}

postgres::Connection Scratches::create_database(const std::string& role) {
  postgres::Connection session = server().create_database();
  if (role.empty() || session.user() == role || !is_private()) return session;
  const std::string name = sql::identifier(role);
  const auto known =
      session.query("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", {std::optional<std::string>(role)});
  session.execute((known.rows.empty() ? "CREATE ROLE " : "ALTER ROLE ") + name + " SUPERUSER LOGIN");
  return postgres::Connection(server_->url(session.database()) + "&user=" + postgres::percent_encoded(role));
}

}  // namespace pgplumb::commands
