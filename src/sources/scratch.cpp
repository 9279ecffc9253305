#include "sources/scratch.hpp"

#include <fmt/core.h>

#include "postgres/connect_error.hpp"
#include "postgres/conninfo.hpp"
#include "postgres/session.hpp"
#include "sources/beside_server.hpp"
#include "sources/local_server.hpp"
#include "sources/remove_tree.hpp"
#include "sources/server_versions.hpp"

namespace pgplumb::sources {

namespace {

constexpr const char* live_server = "the live server";

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::unique_ptr<ScratchServer> start_local(const ScratchNeeds& needs, const Stop& stop) {
  const auto version = needs.major_version == 0 ? std::string() : fmt::format(" {}", needs.major_version);
  const auto binaries = find_server_binaries(needs.major_version);
  if (!binaries)
    throw Error(fmt::format("no server binaries of PostgreSQL{} are installed here (looked in {})", version,
                            places_of_server_binaries(needs.major_version)),
                fmt::format("install them (on Debian: apt-get install postgresql{}{}), let PGPLUMB_POSTGRES_BIN name "
                            "their directory, or use --scratch server",
                            version.empty() ? "" : "-", version.empty() ? "" : version.substr(1)));
  require_no_older_server(binaries->major_version * 10000);
  require_files();
  if (const auto locale = missing_locale(needs); !locale.empty())
    throw Error(
        fmt::format("the locale {} of the live database is not installed here", locale),
        "install it (on Debian: apt-get install locales-all, or locales and locale-gen), or use --scratch server");
  auto server = std::make_unique<LocalServer>(*binaries, needs, stop);
  if (const auto missing = server->missing_extensions(); !missing.empty())
    throw Error(fmt::format("the live database has extensions that PostgreSQL {} here does not: {}",
                            binaries->major_version, listed(missing)),
                "install their packages, or use --scratch server");
  return server;
}

std::unique_ptr<ScratchServer> start_beside(const ScratchNeeds& needs, const std::string& conninfo, const char* place,
                                            const Stop& stop, const Progress& progress) {
  return std::make_unique<BesideServer>(conninfo, needs, place, stop, progress);
}

std::unique_ptr<ScratchServer> choose(const ScratchNeeds& needs, const std::string& live_conninfo, const Stop& stop,
                                      const Progress& progress) {
  std::string tried;
  ExitCode code = ExitCode::error;
  try {
    return start_local(needs, stop);
  } catch (const Error& error) {
    if (error.exit_code() == ExitCode::interrupted) throw;
    tried = fmt::format("  local: {}\n", error.what());
  }
  try {
    return start_beside(needs, live_conninfo, live_server, stop, progress);
  } catch (const Error& error) {
    if (error.exit_code() == ExitCode::interrupted) throw;
    tried += fmt::format("  server: {}", error.what());
    code = error.exit_code();
  }
  throw Error(
      fmt::format("no scratch database can be had:\n{}", tried),
      "install PostgreSQL's server binaries here, connect as a role with CREATEDB and no more, or name a server by "
      "--scratch URL (a superuser's rights are lent there by --allow-superuser alone)",
      code);
}

}  // namespace

ScratchNeeds scratch_needs(postgres::Connection& live) {
  const int major_version = live.server_major();
  const std::string provider = major_version >= 15 ? "d.datlocprovider" : "'c'";
  const std::string locale = major_version >= 17   ? "coalesce(d.datlocale, '')"
                             : major_version >= 15 ? "coalesce(d.daticulocale, '')"
                                                   : "''";
  const auto answer = live.execute(
      fmt::format("SELECT pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, {}, {}, e.extname "
                  "FROM pg_catalog.pg_database d LEFT JOIN pg_catalog.pg_extension e ON e.extname <> 'plpgsql' "
                  "WHERE d.datname = pg_catalog.current_database() ORDER BY e.extname COLLATE \"C\"",
                  provider, locale));
  ScratchNeeds needs;
  const auto& first = answer.rows.at(0);
  needs.major_version = major_version;
  needs.encoding = first.at(0).value();
  needs.collate = first.at(1).value();
  needs.ctype = first.at(2).value();
  needs.locale_provider = first.at(3).value();
  needs.locale = first.at(4).value();
  for (const auto& row : answer.rows)
    if (row.at(5)) needs.extensions.push_back(*row.at(5));
  const auto settings = live.execute(
      "SELECT name, reset_val FROM pg_catalog.pg_settings WHERE name IN ('TimeZone', 'DateStyle', 'IntervalStyle')");
  for (const auto& row : settings.rows) needs.settings.emplace_back(row.at(0).value(), row.at(1).value());
  return needs;
}

std::unique_ptr<ScratchServer> start_scratch(const std::string& mode, const ScratchNeeds& needs,
                                             const std::string& live_conninfo, const Stop& stop,
                                             const Progress& progress) {
  sweep_leftovers();
  if (mode == "local" || (mode == "auto" && needs.require_cage)) return start_local(needs, stop);
  if (mode == "auto") return choose(needs, live_conninfo, stop, progress);
  if (needs.require_cage)
    throw Error("a server that runs already is in no cage, which --require-cage asks for",
                "use --scratch local, or go without --require-cage", ExitCode::refused);
  if (mode == "server") return start_beside(needs, live_conninfo, live_server, stop, progress);
  if (postgres::is_connection_string(mode) || postgres::is_foreign(mode)) {
    postgres::refuse_unreadable(mode, "--scratch");
    try {
      return start_beside(needs, mode, "the scratch server", stop, progress);
    } catch (const postgres::ConnectError& error) {
      throw Error(fmt::format("the scratch server: {}", error.what()),
                  "check what --scratch or pgplumb.toml says of it, or use --scratch local");
    }
  }
  throw Error(fmt::format("\"{}\" is no kind of scratch database", mode),
              "write auto, local, server or a connection URL");
}

void sweep_leftovers() {
  for (const auto& place : scratch_places())
    for (const auto& directory : own_directories(place, scratch_prefix)) {
      const auto lock = lock_if_free(directory);
      if (!lock.is_open()) continue;
      stop_leftover(directory);
      remove_tree(directory.c_str());
    }
}

}  // namespace pgplumb::sources
