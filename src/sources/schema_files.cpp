#include "sources/schema_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "base/hash.hpp"
#include "sources/file_session.hpp"
#include "sources/meta_command.hpp"

namespace pgplumb::sources {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t deepest_include = 100;

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) throw Error("cannot read " + path.string(), "is it a file, and may it be read?");
  return text;
}

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

// What cannot be looked at, for its name is too long or its links lead in a circle, is not there.
bool leads_to_directory(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool leads_somewhere(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// Adds every *.sql file below `directory`, sorted by path. A directory to which several links lead is read by the first
// of them: links to what they stand in would double the files at each level.
void add_files_below(const fs::path& directory, std::set<std::string>& known, std::vector<fs::path>& found) {
  std::error_code failure;
  const fs::path identity = fs::canonical(directory, failure);
  if (!failure && !known.insert(identity.string()).second) return;
  std::vector<fs::path> inside;
  for (fs::directory_iterator entry(directory, failure), end; !failure && entry != end; entry.increment(failure))
    if (!is_hidden(entry->path())) inside.push_back(entry->path());
  if (failure) throw Error("cannot read directory " + directory.string() + ": " + failure.message());
  std::sort(inside.begin(), inside.end());
  for (const fs::path& path : inside) {
    if (leads_to_directory(path))
      add_files_below(path, known, found);
    else if (path.extension() == ".sql")
      found.push_back(path);
  }
}

std::vector<fs::path> sql_files_below(const fs::path& directory) {
  std::set<std::string> known;
  std::vector<fs::path> found;
  add_files_below(directory, known, found);
  if (found.empty())
    throw Error("there is no .sql file in " + directory.string(), "name the directory that holds the schema");
  return found;
}

/// The folders of the project, free of symbolic links.
std::vector<fs::path> folders_of(const Project& project, const std::vector<std::string>& paths) {
  std::vector<fs::path> folders;
  const auto add = [&](const fs::path& folder) {
    std::error_code missing;  // what is not there holds no file
    if (const fs::path real = fs::canonical(folder, missing); !missing) folders.push_back(real);
  };
  if (project.folder.empty()) {
    // The whole machine is no project.
    if (const fs::path here = fs::current_path(); here != here.root_path()) add(here);
    for (const std::string& path : paths)
      add(leads_to_directory(path) ? fs::path(path) : fs::absolute(path).parent_path());
  } else {
    add(project.folder);
  }
  for (const std::string& folder : project.outside) {
    if (!leads_to_directory(folder))
      throw Error("there is no folder " + folder, "--allow-outside names a folder from which files may be read");
    add(folder);
  }
  return folders;
}

class ScriptReader {
 public:
  ScriptReader(const std::vector<std::string>& paths, const FileTexts& instead, const Project& project)
      : instead_(instead), folders_(folders_of(project, paths)) {}

  SchemaScript run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      if (!leads_somewhere(path))
        throw Error("there is no file or directory " + path, "name the files that hold the schema");
      if (!leads_to_directory(path)) {
        read_root(path);
        continue;
      }
      for (const fs::path& file : sql_files_below(path)) read_root(file);
    }
    leave_out_undone();
    find_declarations();
    name_sections();
    warn_of_order();
    if (!errors_.empty()) throw DiagnosedError("the schema files cannot be used", std::move(errors_));
    Sha256 hash;
    for (const SchemaFile& file : script_.files) {
      hash.update(std::to_string(file.text.size()) + "\n");
      hash.update(file.text);
    }
    script_.sha256 = hex(hash.finish());
    return std::move(script_);
  }

 private:
  [[nodiscard]] bool is_inside(const fs::path& file) const {
    std::error_code missing;
    const fs::path real = fs::canonical(file, missing);
    return missing || std::any_of(folders_.begin(), folders_.end(), [&](const fs::path& folder) {
             return std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first == folder.end();
           });
  }

  [[nodiscard]] Diagnostic outside_of_project(const Position& position, const fs::path& file) const {
    return {Severity::error,
            "outside-of-project",
            position,
            {},
            file.string() + " leads to " + fs::canonical(file).string() + ", which is outside of the project",
            "put the file itself into the project, or allow its folder with --allow-outside DIR"};
  }

  void read_root(const fs::path& path) {
    if (!is_inside(path)) {
      errors_.push_back(outside_of_project({path.string(), 1, 1}, path));
      return;
    }
    session_.begin();
    read_file(path, {});
    session_.end();
  }

  void read_file(const fs::path& path, const Position& included_at) {
    std::error_code failure;
    const fs::path identity = fs::canonical(path, failure);
    if (std::find(open_.begin(), open_.end(), identity) != open_.end()) {
      error(included_at, "include-cycle", path.string() + " includes itself", "take this line out");
      return;
    }
    if (!known_.insert(identity.string()).second) return;
    if (open_.size() == deepest_include) {
      error(included_at, "include-too-deep",
            "more than " + std::to_string(deepest_include) + " files include each other",
            "include the files side by side from one that lists them");
      return;
    }
    open_.push_back(identity);
    const std::size_t index = script_.files.size();
    const auto said = instead_.find(path.string());
    script_.files.push_back({path.string(), said == instead_.end() ? read_text(path) : said->second});
    try {
      // The text is looked at again and again, while included files are added: so it is not referred to in the list.
      const std::string text = script_.files[index].text;
      read_statements(index, text, sql::scan(text, path.string()));
    } catch (const DiagnosedError& problem) {
      errors_.insert(errors_.end(), problem.diagnostics().begin(), problem.diagnostics().end());
    }
    open_.pop_back();
  }

  void read_statements(std::size_t file, const std::string& text, const sql::ScannedFile& scanned) {
    sql::Annotations annotations = sql::read_annotations(text, scanned);
    sql::ManualSections sections = sql::read_manual_sections(text, scanned);
    errors_.insert(errors_.end(), annotations.problems.begin(), annotations.problems.end());
    errors_.insert(errors_.end(), sections.problems.begin(), sections.problems.end());
    const std::size_t first_section = script_.sections.size();
    for (sql::ManualSection& section : sections.sections) script_.sections.push_back({std::move(section), file});
    const std::size_t last_section = script_.sections.size();

    std::vector<std::optional<std::size_t>> flat(scanned.statements.size());
    std::size_t section = first_section;
    std::shared_ptr<const SettingsInForce> before_section;
    for (std::size_t index = 0; index < scanned.statements.size(); ++index) {
      const sql::Statement& statement = scanned.statements[index];
      while (section < last_section && script_.sections[section].section.end <= statement.begin) ++section;
      const bool manual = section < last_section && script_.sections[section].section.begin <= statement.begin;
      // What a section sets is over with it: the file must mean the same without it.
      if (manual && !before_section) before_section = session_.settings();
      if (!manual && before_section) session_.use(std::exchange(before_section, nullptr));
      if (statement.meta_command) {
        if (!follow(statement, script_.files[file].path, manual)) break;
      } else {
        flat[index] = add(statement, file, manual ? std::optional(section) : std::nullopt);
      }
    }
    if (before_section) session_.use(before_section);
    for (sql::Annotation& annotation : annotations.annotations)
      add_annotation(std::move(annotation), file, flat, first_section, last_section);
  }

  // False if the rest of the file is not to be read.
  bool follow(const sql::Statement& statement, const fs::path& file, bool manual) {
    const MetaCommand command = read_meta_command(statement.text);
    if (manual) {
      error(statement.position, "meta-command-in-manual-section", "a manual section holds a meta-command of psql",
            "its bytes go to the server as they are: write SQL only");
      return true;
    }
    switch (command.action) {
      case MetaCommand::Action::ignore:
        return true;
      case MetaCommand::Action::stop:
        return false;
      case MetaCommand::Action::refuse: {
        Diagnostic problem = *command.problem;
        problem.position = statement.position;
        errors_.push_back(std::move(problem));
        return true;
      }
      case MetaCommand::Action::include:
      case MetaCommand::Action::include_relative:
        break;
    }
    const bool relative = command.action == MetaCommand::Action::include_relative;
    const fs::path path = relative ? file.parent_path() / command.argument : fs::path(command.argument);
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored) && is_inside(path))
      read_file(path, statement.position);
    else if (leads_somewhere(path) && !is_inside(path))
      errors_.push_back(outside_of_project(statement.position, path));
    else
      error(statement.position, "include-not-found", "there is no file " + path.string(),
            relative ? "\\ir looks beside the file that it stands in"
                     : "\\i looks in the current directory; \\ir looks beside the file that it stands in");
    return true;
  }

  // The statement's index in the script, or nothing if it is not executed as a statement.
  std::optional<std::size_t> add(const sql::Statement& statement, std::size_t file,
                                 std::optional<std::size_t> section) {
    StatementRole role = role_of(statement.text);
    if (role.problem) {
      Diagnostic problem = *role.problem;
      problem.position = statement.position;
      if (problem.severity == Severity::error)
        errors_.push_back(std::move(problem));
      else if (!section)
        script_.diagnostics.push_back(std::move(problem));
    }
    switch (role.purpose) {
      case StatementPurpose::refused:
      case StatementPurpose::skipped:
        return std::nullopt;
      case StatementPurpose::setting:
        session_.change_setting(role.setting, statement.position);
        return std::nullopt;
      case StatementPurpose::transaction:
        session_.control_transaction(role, statement.position, section.has_value());
        return std::nullopt;
      case StatementPurpose::data:
        if (!section)
          script_.diagnostics.push_back({Severity::warning,
                                         "data-statement",
                                         statement.position,
                                         {},
                                         "data is no part of a plan: this runs in the scratch database only",
                                         "put it into a manual section if it is to run with the plan"});
        break;
      case StatementPurpose::definition:
      case StatementPurpose::roles:
      case StatementPurpose::event_trigger:
        break;
    }
    ScriptStatement added;
    added.text = statement.text;
    added.copy_data = statement.copy_data;
    added.position = statement.position;
    added.file = file;
    added.begin = statement.begin;
    added.end = statement.end;
    added.role = std::move(role);
    added.section = section;
    added.transaction = session_.transaction();
    added.settings = session_.settings();
    script_.statements.push_back(std::move(added));
    return script_.statements.size() - 1;
  }

  // psql leaves nothing of what is rolled back.
  void leave_out_undone() {
    const std::set<std::size_t>& undone = session_.undone();
    if (undone.empty()) return;
    std::vector<std::size_t> left;
    std::vector<ScriptStatement> statements;
    std::set<Position> gone;
    for (ScriptStatement& statement : script_.statements) {
      const bool stays = !undone.contains(left.size());
      left.push_back(statements.size());
      if (stays)
        statements.push_back(std::move(statement));
      else
        gone.insert(statement.position);
    }
    script_.statements = std::move(statements);
    std::erase_if(script_.diagnostics, [&](const Diagnostic& one) { return gone.contains(one.position); });
    for (ScriptAnnotation& one : script_.annotations) {
      if (!one.annotation.statement) continue;
      if (undone.contains(*one.annotation.statement)) misplaced(one.annotation.position);
      one.annotation.statement = left[*one.annotation.statement];
    }
  }

  void find_declarations() {
    for (const ScriptStatement& statement : script_.statements) {
      if (statement.section) continue;
      const StatementRole& role = statement.role;
      const bool as_another =
          is_set(*statement.settings, "role") || is_set(*statement.settings, "session_authorization");
      script_.declares_owners |= role.declares_owners || (role.creates && as_another);
      script_.declares_privileges |= role.declares_privileges;
      if (!role.declares_version.empty()) script_.versions.insert(role.declares_version);
    }
  }

  [[nodiscard]] bool is_set(const SettingsInForce& settings, const std::string& name) const {
    const auto found = settings.find(name);
    return found != settings.end() && !script_.settings[found->second].resets;
  }

  void add_annotation(sql::Annotation annotation, std::size_t file, const std::vector<std::optional<std::size_t>>& flat,
                      std::size_t first_section, std::size_t last_section) {
    const auto begin = script_.sections.begin() + static_cast<std::ptrdiff_t>(first_section);
    const auto end = script_.sections.begin() + static_cast<std::ptrdiff_t>(last_section);
    const auto section =
        std::partition_point(begin, end, [&](const ScriptSection& one) { return one.section.end <= annotation.begin; });
    if (section != end && section->section.begin <= annotation.begin) {
      error(annotation.position, "misplaced-annotation",
            "an annotation stands inside of manual section \"" + section->section.name + "\"",
            "pgplumb does not look into manual sections: take it out");
      return;
    }
    if (annotation.statement) {
      const std::optional<std::size_t> index = flat[*annotation.statement];
      if (!index || script_.statements[*index].section ||
          script_.statements[*index].role.purpose == StatementPurpose::data) {
        misplaced(annotation.position);
        return;
      }
      annotation.statement = index;
    }
    script_.annotations.push_back({std::move(annotation), file});
  }

  void misplaced(const Position& annotation) {
    error(annotation, "misplaced-annotation", "an annotation stands before a statement that defines nothing",
          "put it before the statement or the column that it is about");
  }

  // Names are unique over all files; what has no name of its own is counted over all files.
  void name_sections() {
    std::map<std::string, const ScriptSection*> names;
    int unnamed = 0;
    for (ScriptSection& one : script_.sections) {
      if (!one.section.named && ++unnamed > 1) one.section.name = "手工追加 " + std::to_string(unnamed);
      const auto [first, added] = names.emplace(one.section.name, &one);
      if (!added)
        error(one.section.position, "duplicate-manual-section",
              "there are two manual sections \"" + one.section.name + "\"",
              "the first is at " + to_string(first->second->section.position) +
                  "; the journal knows sections by their names");
    }
  }

  // Statements are executed in the order of the files, and mean what they mean there: "all" is what there is so far, IF
  // EXISTS does nothing for what comes later, a search_path passes over a schema that is not there yet.
  void warn_of_order() {
    std::map<std::string, std::size_t> created;
    std::map<std::string, std::size_t> schemas;
    std::size_t last_creating_file = 0;
    for (std::size_t index = 0; index < script_.statements.size(); ++index) {
      const ScriptStatement& statement = script_.statements[index];
      if (!statement.role.created.empty()) created.emplace(statement.role.created, index);
      if (statement.role.creates_schema) schemas.emplace(statement.role.created, index);
      if (statement.role.creates && !statement.section)
        last_creating_file = std::max(last_creating_file, statement.file);
    }
    std::set<std::size_t> looked_at;  // what the first statement that a setting is in force at does not miss, none does
    for (std::size_t index = 0; index < script_.statements.size(); ++index) {
      const ScriptStatement& statement = script_.statements[index];
      if (statement.section) continue;
      if (statement.role.covers_all && statement.file < last_creating_file)
        order_matters(statement.position,
                      "ON ALL ... IN SCHEMA covers only what is created before it; files behind it create more",
                      "name the objects, or put it into the last file");
      if (const std::string& name = statement.role.only_if_exists; created.contains(name) && created[name] > index)
        order_matters(statement.position,
                      "IF EXISTS finds no " + name + " here: that is created behind it, at " +
                          to_string(script_.statements[created[name]].position),
                      "put it behind that statement, or take IF EXISTS out");
      const auto path = statement.settings->find("search_path");
      if (!statement.role.creates || statement.role.creates_schema || path == statement.settings->end() ||
          !looked_at.insert(path->second).second)
        continue;
      for (const std::string& name : schemas_of_search_path(script_.settings[path->second].sql))
        if (schemas.contains(name) && schemas[name] > index) {
          order_matters(script_.settings[path->second].position,
                        "this search_path names the schema " + name + ", which is created behind it, at " +
                            to_string(script_.statements[schemas[name]].position),
                        "create the schema before: what stands between goes into another one");
          break;
        }
    }
  }

  void order_matters(const Position& position, const std::string& message, const std::string& hint) {
    script_.diagnostics.push_back({Severity::warning, "order-matters", position, {}, message, hint});
  }

  void error(const Position& position, const std::string& code, const std::string& message, const std::string& hint) {
    errors_.push_back({Severity::error, code, position, {}, message, hint});
  }

  const FileTexts& instead_;
  std::vector<fs::path> folders_;  ///< outside of which nothing is read
  SchemaScript script_;
  std::vector<Diagnostic> errors_;
  std::set<std::string> known_;
  std::vector<fs::path> open_;
  FileSession session_{script_, errors_};
};

}  // namespace

SchemaScript read_schema_files(const std::vector<std::string>& paths, const FileTexts& instead,
                               const Project& project) {
  return ScriptReader(paths, instead, project).run(paths);
}

}  // namespace pgplumb::sources
