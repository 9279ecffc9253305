// The schema kept in git, as files: read, split into statements, and understood as far as loading them needs.
//
// Nothing is executed here. Each file that is named begins with the settings of a new session; files that it includes
// (\i, \ir) share its settings and its transactions, as in psql. A file that is reached twice is read once, where it is
// reached first.

#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "sources/statement_role.hpp"
#include "sql/annotations.hpp"
#include "sql/manual.hpp"

namespace pgplumb::sources {

struct SchemaFile {
  std::string path;  ///< as given; below a directory as given, joined with the path from there
  std::string text;
};

/// Settings in force: name -> index into SchemaScript::settings.
using SettingsInForce = std::map<std::string, std::size_t>;

struct ScriptSetting {
  std::string name;     ///< as in SettingsInForce
  std::string sql;      ///< for the session
  std::string local;    ///< for the transaction, as the file says it; empty if it is for the session
  bool resets = false;  ///< back to the default
  Position position;
};

struct ScriptStatement {
  std::string text;
  std::string copy_data;  ///< of a COPY ... FROM stdin
  Position position;
  std::size_t file = 0;   ///< index into SchemaScript::files
  std::size_t begin = 0;  ///< byte offsets in that file, the semicolon included
  std::size_t end = 0;
  StatementRole role;
  std::optional<std::size_t> section;               ///< index into SchemaScript::sections
  std::optional<std::size_t> transaction;           ///< index into SchemaScript::transactions
  std::shared_ptr<const SettingsInForce> settings;  ///< never null
};

/// BEGIN to COMMIT. What the files roll back is in no statement of the script.
struct ScriptTransaction {
  Position position;
};

struct ScriptSection {
  sql::ManualSection section;
  std::size_t file = 0;
};

struct ScriptAnnotation {
  sql::Annotation annotation;  ///< its `statement` is an index into SchemaScript::statements
  std::size_t file = 0;
};

struct SchemaScript {
  std::vector<SchemaFile> files;            ///< in the order in which they were reached
  std::string sha256;                       ///< of the contents of all files, in that order; of nothing else
  std::vector<ScriptStatement> statements;  ///< without meta-commands, settings and transaction control
  std::vector<ScriptSetting> settings;
  std::vector<ScriptTransaction> transactions;
  std::vector<ScriptAnnotation> annotations;
  std::vector<ScriptSection> sections;
  bool declares_owners = false;         ///< by any statement outside of manual sections
  bool declares_privileges = false;     ///< likewise
  std::set<std::string> versions;       ///< likewise: the extensions of which a version is named
  std::vector<Diagnostic> diagnostics;  ///< warnings and information: data statements, what was skipped
};

/// Texts by path, as SchemaFile has it: what files are to say that say otherwise on the disk.
using FileTexts = std::map<std::string, std::string>;

/// Where files may be read from. Symbolic links are followed before it is asked.
struct Project {
  std::string folder;                ///< empty: the working directory and the folders of the files that are named
  std::vector<std::string> outside;  ///< what else is allowed
};

/// Reads files and directories (every *.sql below, sorted by path, names that begin with a dot left out), and what they
/// include, all of it from `project`. Files of `instead` are read from there.
/// @throws Error if a path cannot be read or holds no file
/// @throws DiagnosedError with every problem of every file
[[nodiscard]] SchemaScript read_schema_files(const std::vector<std::string>& paths, const FileTexts& instead = {},
                                             const Project& project = {});

}  // namespace pgplumb::sources
