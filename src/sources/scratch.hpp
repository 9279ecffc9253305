// Scratch databases: where desired SQL is executed and plans are proved. Nothing of them outlives the command.
//
// `local` is a private PostgreSQL, started from the installed server binaries of the live server's major version
// on a Unix socket in a private directory (mode 0700), from a cached initdb template, with fsync off. `server` creates
// databases beside the live one and drops them. A URL names a server on which databases may be created. `automatic`
// takes the first that can be canonical for this live server.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pgplumb/progress.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::sources {

/// What the scratch must be like to be canonical for the live database.
struct ScratchNeeds {
  int major_version = 15;
  std::string encoding = "UTF8";      ///< pg_database.encoding, as a name
  std::string collate = "C";          ///< pg_database.datcollate
  std::string ctype = "C";            ///< pg_database.datctype
  std::string locale_provider = "c";  ///< "c", "i" or "b" as in pg_database.datlocprovider (15+)
  std::string locale;                 ///< ICU or builtin locale; "" if none
  /// TimeZone, DateStyle and IntervalStyle as sessions begin with: they decide what a literal means, and whether a
  /// column of timestamps is written anew
  std::vector<std::pair<std::string, std::string>> settings;
  std::vector<std::string> extensions;  ///< names that must be installable there
  bool require_cage = false;            ///< no server will do that runs what others wrote with anybody's rights
  bool allow_superuser = false;         ///< a server that runs already may do so with those of a superuser
};

/// The needs of the database that `live` is connected to.
[[nodiscard]] ScratchNeeds scratch_needs(postgres::Connection& live);

/// A server on which databases can be made and thrown away. Destroying it stops and removes everything.
class ScratchServer {
 public:
  virtual ~ScratchServer() = default;

  /// A new, empty database (from template0, so that it holds nothing but plpgsql and public), named by the server
  /// itself. Connected as a superuser (local), or as the role of the URL.
  [[nodiscard]] virtual postgres::Connection create_database() = 0;

  /// A second database server connection string, for commands started with DATABASE_URL.
  [[nodiscard]] virtual std::string url(const std::string& database) const = 0;

  /// Nobody else uses it: roles and the like may be made there, since they go with it.
  [[nodiscard]] virtual bool is_private() const { return false; }

  /// What of the cage of a local server this machine lacks, for people: "Landlock"; "" if nothing, and for servers that
  /// are not ours to cage.
  [[nodiscard]] virtual std::string uncaged() const { return {}; }

  /// Whose rights the functions of others have there, where these go beyond databases: "postgres, a superuser"; ""
  /// for an ordinary role, and on a server that is ours.
  [[nodiscard]] virtual std::string lends() const { return {}; }

  /// How it was chosen, for a person: "local PostgreSQL 15.20 (/usr/lib/postgresql/15/bin)".
  [[nodiscard]] virtual std::string description() const = 0;
};

/// Makes a scratch server. `mode` is "auto", "local", "server" or a URL. `live` may be null ("local" or a URL only,
/// with `needs` then saying the version: major_version 0 means the newest installed). `stop` ends the starting, and the
/// work of every session; never the cleaning up. `progress` hears of what takes long.
/// @throws Error naming what was tried and what to install or configure; DiagnosedError (refused) where code of others
/// would have a superuser's rights on a server that is not ours
[[nodiscard]] std::unique_ptr<ScratchServer> start_scratch(const std::string& mode, const ScratchNeeds& needs,
                                                           const std::string& live_conninfo, const Stop& stop = {},
                                                           const Progress& progress = {});

/// Removes what commands that were killed have left in the scratch directory: servers are stopped, directories removed.
/// Never touches one whose command still runs.
void sweep_leftovers();

}  // namespace pgplumb::sources
