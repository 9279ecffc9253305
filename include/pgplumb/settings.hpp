// What a project says about itself in pgplumb.toml.
//
// Every command takes Settings. Without a file the defaults hold: the whole database is managed. The file never holds a
// secret: it names the environment variables that do, and a URL with a password in it is refused.
//
// Any thread may call these, several at once, but for load_dotenv(), which changes the environment: it comes before
// other threads begin.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pgplumb/policy.hpp"

namespace pgplumb {

/// Whether owners or privileges are managed. automatic: if the desired schema declares some.
enum class Managed { automatic, on, off };

/// Whether apply writes its journal (schema pgplumb) into the database.
/// automatic: if the schema pgplumb is there already or the plan has manual sections.
enum class JournalSetting { automatic, on, off };

/// Where a backup is written before a plan is applied, and how much of it.
struct BackupSetting {
  std::string directory;     ///< empty: no backup
  bool schema_only = false;  ///< the schema without its rows

  auto operator<=>(const BackupSetting&) const = default;
};

/// [env.NAME]: one of several databases with the same schema. Of `variable` and `url` one is set.
struct Environment {
  std::string variable;                     ///< the environment variable that holds the connection string
  std::string url;                          ///< a connection string without a password
  std::optional<std::string> scratch;       ///< as in Settings; nullopt: as everywhere
  std::optional<std::string> lock_timeout;  ///< the same
  bool is_protected = false;                ///< apply needs the digest that the reviewer saw
  std::string after;   ///< the environment that a plan must have been applied to before; empty: none
  std::string verify;  ///< the public key (PEM, Ed25519) that a plan must be signed with; empty: none need be
  BackupSetting backup;
  Policy policy;  ///< [env.NAME.policy]

  auto operator<=>(const Environment&) const = default;
};

/// Paths are as the commands can open them: those of a file are relative to its folder.
struct Settings {
  std::string file;                          ///< the pgplumb.toml that they come from; empty if there is none
  std::string profile;                       ///< the platform whose own objects are not managed; empty: none
  std::vector<std::string> schema;           ///< schema files and folders; empty: schema.sql, else schema/
  std::string snapshot;                      ///< used instead of the schema files while their SHA-256 stands in it
  std::vector<std::string> schemas;          ///< globs of managed schemas; empty: all
  std::vector<std::string> exclude_schemas;  ///< globs of schemas that are not managed
  std::vector<std::string> ignore;           ///< "kind:glob" or "glob", on names as reports show them
  /// What is managed although its schema is not, as `ignore` writes it: policies on a platform's tables.
  std::vector<std::string> guests;
  /// The same, for objects that need something outside of their schema: triggers that call functions of one's own.
  std::vector<std::string> outward_guests;
  Managed owners = Managed::automatic;
  Managed privileges = Managed::automatic;
  std::string scratch = "auto";         ///< auto, local, server or a connection string
  long long scratch_timeout = 600'000;  ///< milliseconds for all work on a scratch server; 0: without end
  bool strict_version = false;          ///< refuse a server that is newer than those that are known
  bool require_cage = false;            ///< no scratch server but a local one that is wholly in its cage
  bool allow_superuser = false;         ///< of a scratch database on a server that is not ours, for throw-away servers
  std::vector<std::string> allow_outside;  ///< folders outside of the project that \i and \ir may read from
  bool online = false;                     ///< blocking steps on existing tables become non-blocking sequences
  bool expand = false;                     ///< and changes of type too: a second column takes the place of the first
  std::string lock_timeout = "3s";         ///< as PostgreSQL writes durations
  std::string check_rows_limit = "30s";    ///< the longest that a query of plan --check-rows may take
  int attempts = 5;                        ///< tries of a batch that could not get its locks
  JournalSetting journal = JournalSetting::automatic;
  /// Roles that may own the journal, besides the one that connects and superusers.
  std::vector<std::string> journal_owners;
  bool with_reverse = false;  ///< every plan that is written gets its way back beside it
  std::string before_apply;   ///< [hooks]: commands for /bin/sh; empty: none
  std::string after_apply;
  Policy policy;  ///< [policy], with that of the environment once one was chosen
  std::map<std::string, Environment> environments;
  std::map<std::string, std::string> models;  ///< the table of a model, by its name or title; empty: it has none

  auto operator<=>(const Settings&) const = default;
};

/// Reads the text of a pgplumb.toml; `file` is its path. With a file the journal is on unless it says otherwise.
/// @throws DiagnosedError with line and column for what is no TOML, an unknown key (with the nearest known one), a
/// value of the wrong type or range, and a password
[[nodiscard]] Settings parse_settings(std::string_view text, const std::string& file);

/// The settings of `folder`: its pgplumb.toml, or the defaults where there is none. An empty `folder` is the working
/// directory.
/// @throws DiagnosedError as parse_settings does; Error if the file cannot be read
[[nodiscard]] Settings load_settings(const std::string& folder);

/// The settings with what [env.NAME] says otherwise. An empty name changes nothing.
/// @throws Error for a name that the settings lack (with the nearest one)
[[nodiscard]] Settings for_environment(Settings settings, const std::string& name);

/// Adds the variables of `folder`'s .env file, where there is one, to the environment of this process. What is set
/// already stays. To be called before threads are started. @throws DiagnosedError naming the line that cannot be
/// understood
void load_dotenv(const std::string& folder);

/// A connection string and where it came from, for people: "--url", "DATABASE_URL".
struct ChosenConnection {
  std::string conninfo;  ///< empty: PG* of the environment, as libpq reads them
  std::string origin;
};

/// `url` if it is not empty, else environment `name` of the settings if that is not empty, else DATABASE_URL, else the
/// database of the project that SUPABASE_URL names, with SUPABASE_DB_PASSWORD, else PG*.
/// @throws Error for a name that the settings lack (with the nearest one), for a variable that is not set, and for a
/// SUPABASE_URL that names no project
[[nodiscard]] ChosenConnection choose_connection(const std::string& url, const std::string& name,
                                                 const Settings& settings);

}  // namespace pgplumb
