#include "commands/scratches.hpp"

#include <algorithm>

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
      require_cage_(settings.require_cage),
      allow_superuser_(settings.allow_superuser),
      longest_(settings.scratch_timeout),
      ignore_(settings.ignore),
      live_(&live),
      live_conninfo_(std::move(live_conninfo)),
      progress_(std::move(progress)),
      stop_(live.stop()) {}

Scratches::Scratches(const Settings& settings, Progress progress, Stop stop)
    : mode_(settings.scratch == "auto" ? "local" : settings.scratch),
      require_cage_(settings.require_cage),
      allow_superuser_(settings.allow_superuser),
      longest_(settings.scratch_timeout),
      progress_(std::move(progress)),
      stop_(std::move(stop)) {}

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
    needs.require_cage = require_cage_;
    needs.allow_superuser = allow_superuser_;
    say(progress_, "starting a scratch server");
    begin_ = std::chrono::steady_clock::now();
    server_ = sources::start_scratch(mode_, needs, live_conninfo_, stop_, progress_);
  }
  return *server_;
}

std::string Scratches::description() const {
  return server_ == nullptr ? std::string() : server_->description();
}

std::optional<Diagnostic> Scratches::cage_warning() const {
  if (const std::string lends = server_ == nullptr ? std::string() : server_->lends(); !lends.empty())
    return Diagnostic{
        Severity::warning,
        "lent-rights",
        {},
        {},
        "functions of the database and statements of the schema files were run in " + server_->description() +
            ", with the rights of " + lends,
        "that is for servers that are thrown away; use --scratch local, or a role with CREATEDB and no more"};
  const std::string missing = server_ == nullptr ? std::string() : server_->uncaged();
  if (missing.empty()) return std::nullopt;
  return Diagnostic{Severity::warning,
                    "no-cage",
                    {},
                    {},
                    "the scratch server is not wholly caged: this machine does not let us use " + missing,
                    "functions of the database and statements of the schema files run there with your rights; "
                    "--require-cage refuses instead"};
}

postgres::Connection Scratches::bounded(postgres::Connection session) const {
  if (longest_.count() == 0) return session;
  session.give_up_at(
      begin_ + std::min<std::chrono::milliseconds>(longest_, std::chrono::hours(24 * 365)),
      Error("the work on the scratch server took longer than " +
                (longest_.count() % 60'000 == 0 ? std::to_string(longest_.count() / 60'000) + " min"
                                                : std::to_string(longest_.count()) + " ms") +
                " and was given up",
            "find out what runs so long (a function, a DO block, a manual section), or raise scratch.timeout in "
            "pgplumb.toml"));
  return session;
}

bool Scratches::is_private() {
  return server().is_private();
}

postgres::Connection Scratches::create_database(const std::string& role) {
  postgres::Connection session = bounded(server().create_database());
  if (role.empty() || session.user() == role || !is_private()) return session;
  const std::string name = sql::identifier(role);
  const auto known =
      session.query("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", {std::optional<std::string>(role)});
  session.execute((known.rows.empty() ? "CREATE ROLE " : "ALTER ROLE ") + name + " SUPERUSER LOGIN");
  return bounded(
      postgres::Connection(server_->url(session.database()) + "&user=" + postgres::percent_encoded(role), stop_));
}

}  // namespace pgplumb::commands
