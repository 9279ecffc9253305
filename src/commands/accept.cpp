// Accepting drift: statements are changed in memory, the files are loaded again, and what does not come out as the
// database has it is taken back, first to another way of writing it, then for good.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "commands/accept_plan.hpp"
#include "commands/schema_edit.hpp"
#include "commands/snapshot_of.hpp"
#include "commands/statement_subject.hpp"
#include "pgplumb/drift.hpp"
#include "sources/snapshot.hpp"

namespace pgplumb {

using commands::AcceptUnit;
using commands::Comparison;
using commands::Desired;
using commands::Edit;
using commands::Live;
using commands::Scratches;
using commands::Written;
using sources::SchemaScript;

namespace {

/// How a unit is written: single members of CREATE TABLE first, then whole statements, then not at all. Privileges
/// first as statements about one object alone, then as a change behind what the files say.
enum class Way { members, whole, none };

Way next(Way way) {
  return way == Way::members ? Way::whole : Way::none;
}

std::string without_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ';')) text.pop_back();
  return text;
}

std::string written_anew(const AcceptUnit& unit) {
  std::string text;
  for (const Written& written : unit.written) text += written.after;
  return text;
}

/// The whole statement, or single columns and constraints of it; nullopt if this way does not lead there.
std::optional<std::string> statement_text(const AcceptUnit& unit, const std::string& text, Way way) {
  if (way == Way::whole) return without_end(written_anew(unit)) + ";";
  std::optional<std::string> result;
  for (const Written& written : unit.written) {
    if (!written.changed()) continue;
    const auto changed =
        commands::with_members_changed(result.value_or(text), without_end(written.before), without_end(written.after));
    if (changed) result = changed;
  }
  return result;
}

std::string text_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) throw Error("cannot read " + path, "is it a file, and may it be read?");
  return text;
}

class Acceptor {
 public:
  Acceptor(const DriftRequest& request, Live& live, Scratches& scratches)
      : request_(request), live_(live), scratches_(scratches) {}

  Acceptance run() {
    const std::vector<std::string> paths = commands::schema_paths(request_.settings);
    script_ = sources::read_schema_files(paths, {}, commands::project_of_files(request_.settings));
    desired_ = load({});
    projection_ = desired_.plan_projection();
    const Comparison comparison = commands::compare(desired_, live_, scratches_, projection_);
    for (const diff::Difference& difference : comparison.differences)
      differences_.insert(catalog::to_string(difference.id()));
    plan_ = commands::plan_acceptance(comparison, desired_, projection_, script_);
    result_.left = std::move(plan_.left);
    ways_.assign(plan_.units.size(), Way::members);
    leave_manual_objects();
    converge();
    finish();
    return std::move(result_);
  }

 private:
  Desired load(const sources::FileTexts& texts) {
    return commands::read_desired_files(request_.settings, &live_.catalog, live_.catalog.origin().role, scratches_,
                                        request_.progress, texts);
  }

  /// What manual sections make differs too, and is theirs to say.
  void leave_manual_objects() {
    if (desired_.manual_objects.empty()) return;
    const Comparison all = commands::compare(desired_, live_, scratches_, desired_.projection);
    for (const diff::Difference& difference : all.differences)
      if (const std::string name = catalog::to_string(difference.id()); !differences_.contains(name))
        result_.left.push_back({name, "a manual section makes it: change it there", {}, {}});
  }

  /// The edits of a unit, file by file; none if this way is not open to it.
  std::optional<std::map<std::size_t, std::vector<Edit>>> edits_of(const AcceptUnit& unit, Way way) const {
    std::map<std::size_t, std::vector<Edit>> edits;
    const bool gone = written_anew(unit).empty();
    if (unit.privileges) {
      if (way == Way::whole) return behind(unit, unit.last, unit.alteration);
      // Where they are named only beside others, texts() takes the name out.
      if (unit.statements.empty() && gone) return edits;
      if (unit.statements.empty() && unit.shared.empty()) return std::nullopt;
      if (unit.statements.empty()) return behind(unit, unit.shared.back().statement, written_anew(unit));
      way = Way::whole;
    }
    if (unit.statements.empty()) {
      const std::string& text = script_.files[unit.file].text;
      edits[unit.file].push_back(commands::addition(text, tail_of(unit.file), written_anew(unit)));
      return edits;
    }
    bool first = true;
    for (const std::size_t index : unit.statements) {
      const sources::ScriptStatement& statement = script_.statements[index];
      const std::string& text = script_.files[statement.file].text;
      if (gone || !first) {
        edits[statement.file].push_back(commands::removal(text, statement.begin, statement.end));
        continue;
      }
      first = false;
      const std::string old = text.substr(statement.begin, statement.end - statement.begin);
      const auto written = statement_text(unit, old, way);
      if (!written) return std::nullopt;
      edits[statement.file].push_back({statement.begin, statement.end, commands::with_line_ends_of(text, *written)});
    }
    return edits;
  }

  /// `text` on lines of its own behind a statement, or where something new goes; nullopt if there is nothing to write.
  std::optional<std::map<std::size_t, std::vector<Edit>>> behind(const AcceptUnit& unit,
                                                                 std::optional<std::size_t> last,
                                                                 const std::string& text) const {
    if (text.empty()) return std::nullopt;
    const std::string& file = script_.files[unit.file].text;
    if (!last) return {{{unit.file, {commands::addition(file, tail_of(unit.file), text)}}}};
    const sources::ScriptStatement& statement = script_.statements[*last];
    const std::string& own = script_.files[statement.file].text;
    return {{{statement.file, {commands::insertion(own, statement.end, text)}}}};
  }

  /// The names that units take out of GRANT and REVOKE over several objects, all at once.
  void take_names_out(std::map<std::size_t, std::vector<Edit>>& edits) const {
    std::map<std::size_t, std::set<std::size_t>> out;
    for (std::size_t index = 0; index < plan_.units.size(); ++index)
      if (plan_.units[index].privileges && ways_[index] == Way::members)
        for (const commands::SharedName& name : plan_.units[index].shared) out[name.statement].insert(name.name);
    for (const auto& [index, names] : out) {
      const sources::ScriptStatement& statement = script_.statements[index];
      const std::string& text = script_.files[statement.file].text;
      const std::string old = text.substr(statement.begin, statement.end - statement.begin);
      const std::vector<commands::Subject> subjects = commands::subjects_of(old);
      if (names.size() == subjects.size()) {
        edits[statement.file].push_back(commands::removal(text, statement.begin, statement.end));
        continue;
      }
      std::vector<std::pair<std::size_t, std::size_t>> items;
      items.reserve(subjects.size());
      for (const commands::Subject& subject : subjects) items.emplace_back(subject.begin, subject.end);
      edits[statement.file].push_back({statement.begin, statement.end, commands::without_items(old, items, names)});
    }
  }

  /// Where the manual section begins that reaches to the end of the file.
  std::size_t tail_of(std::size_t file) const {
    for (const sources::ScriptSection& section : script_.sections)
      if (section.file == file && section.section.closing.empty()) return section.section.begin;
    return script_.files[file].text.size();
  }

  sources::FileTexts texts() const {
    std::map<std::size_t, std::vector<Edit>> edits;
    for (std::size_t index = 0; index < plan_.units.size(); ++index) {
      if (ways_[index] == Way::none) continue;
      const auto of_unit = edits_of(plan_.units[index], ways_[index]);
      for (const auto& [file, list] : of_unit.value()) edits[file].insert(edits[file].end(), list.begin(), list.end());
    }
    take_names_out(edits);
    sources::FileTexts changed;
    for (auto& [file, list] : edits)
      changed[script_.files[file].path] = commands::edited(script_.files[file].text, std::move(list));
    return changed;
  }

  void take_back(std::size_t unit) {
    do ways_[unit] = next(ways_[unit]);
    while (ways_[unit] != Way::none && !edits_of(plan_.units[unit], ways_[unit]));
  }

  /// What still differs, or nullopt if the files cannot be loaded any more.
  std::optional<std::set<std::string>> remaining() {
    try {
      const Desired desired = load(texts());
      const Comparison comparison = commands::compare(desired, live_, scratches_, projection_);
      std::set<std::string> names;
      for (const diff::Difference& difference : comparison.differences)
        names.insert(catalog::to_string(difference.id()));
      return names;
    } catch (const DiagnosedError& error) {
      problem_ = error.diagnostics().empty() ? error.what() : error.diagnostics().front().message;
      return std::nullopt;
    }
  }

  [[nodiscard]] bool anything_open() const {
    return std::any_of(ways_.begin(), ways_.end(), [](Way way) { return way != Way::none; });
  }

  /// Afterwards the units that are left do what they should, together.
  void converge() {
    for (std::size_t unit = 0; unit < plan_.units.size(); ++unit)
      if (!edits_of(plan_.units[unit], ways_[unit])) take_back(unit);
    while (anything_open()) {
      const auto left = remaining();
      if (!left) return one_by_one();
      bool failed = false;
      for (std::size_t unit = 0; unit < plan_.units.size(); ++unit) {
        if (ways_[unit] == Way::none || achieved(plan_.units[unit], *left)) continue;
        take_back(unit);
        failed = true;
      }
      if (failed) continue;
      if (std::includes(differences_.begin(), differences_.end(), left->begin(), left->end())) return;
      return one_by_one();
    }
  }

  [[nodiscard]] static bool achieved(const AcceptUnit& unit, const std::set<std::string>& left) {
    return std::none_of(unit.objects.begin(), unit.objects.end(),
                        [&](const std::string& object) { return left.contains(object); });
  }

  /// Some change stands in the way of all: each is tried beside those that are known to be good. Some need each other,
  /// so that there are several rounds.
  void one_by_one() {
    const std::size_t count = plan_.units.size();
    std::fill(ways_.begin(), ways_.end(), Way::none);
    std::vector<bool> good(count);
    for (bool progress = true; progress;) {
      progress = false;
      for (std::size_t unit = 0; unit < count; ++unit) {
        for (ways_[unit] = good[unit] ? ways_[unit] : Way::members; !good[unit] && ways_[unit] != Way::none;
             ways_[unit] = next(ways_[unit])) {
          if (!edits_of(plan_.units[unit], ways_[unit])) continue;
          const auto left = remaining();
          if (!left || !achieved(plan_.units[unit], *left) ||
              !std::includes(differences_.begin(), differences_.end(), left->begin(), left->end()))
            continue;
          good[unit] = progress = true;
          break;
        }
      }
    }
  }

  void finish() {
    std::set<std::string> left;
    for (const NotAccepted& one : result_.left) left.insert(one.object);
    for (std::size_t unit = 0; unit < plan_.units.size(); ++unit)
      if (ways_[unit] == Way::none)
        for (const std::string& object : plan_.units[unit].objects)
          if (left.insert(object).second) result_.left.push_back(not_accepted(object, plan_.units[unit]));
    for (const std::string& name : differences_)
      if (!left.contains(name)) result_.accepted.push_back(name);
    std::sort(result_.left.begin(), result_.left.end());
    const sources::FileTexts changed = texts();
    for (const sources::SchemaFile& file : script_.files)
      if (const auto at = changed.find(file.path); at != changed.end() && at->second != file.text)
        result_.files.push_back({file.path, file.text, at->second});
    add_snapshot(changed);
  }

  NotAccepted not_accepted(const std::string& object, const AcceptUnit& unit) const {
    NotAccepted one{object, "the schema files cannot be changed so that they make it: change them by hand", {}, {}};
    if (!problem_.empty()) one.why += " (tried, and got: " + problem_ + ")";
    if (!unit.statements.empty()) one.position = script_.statements[unit.statements.front()].position;
    if (unit.privileges && unit.last) one.position = script_.statements[*unit.last].position;
    one.write = unit.privileges ? unit.alteration : written_anew(unit);
    return one;
  }

  /// The snapshot of the settings stands for the files as they now are.
  void add_snapshot(const sources::FileTexts& changed) {
    const std::string& path = request_.settings.snapshot;
    if (path.empty() || !std::filesystem::exists(path)) return;
    const Desired now = load(changed);
    const std::string before = text_of_file(path);
    const std::string text =
        sources::write_snapshot(commands::snapshot_of(now.catalog, now.projection, now.schema_sha256));
    if (text != before) result_.files.push_back({path, before, text});
  }

  const DriftRequest& request_;
  Live& live_;
  Scratches& scratches_;
  SchemaScript script_;
  Desired desired_;
  catalog::Projection projection_;
  std::set<std::string> differences_;
  commands::AcceptPlan plan_;
  std::vector<Way> ways_;  ///< by unit
  std::string problem_;    ///< what the last load that failed said
  Acceptance result_;
};

/// A snapshot says all of it: it is written anew.
Acceptance accept_into_snapshot(const DriftRequest& request, const Live& live, Scratches& scratches) {
  const Desired desired = commands::read_desired_snapshot(request.snapshot, request.settings);
  const Comparison comparison = commands::compare(desired, live, scratches, desired.projection);
  Acceptance result;
  for (const diff::Difference& difference : comparison.differences)
    result.accepted.push_back(catalog::to_string(difference.id()));
  if (result.accepted.empty()) return result;
  const std::string text = sources::write_snapshot(commands::snapshot_of(live.catalog, desired.projection, ""));
  result.files.push_back({request.snapshot, text_of_file(request.snapshot), text});
  return result;
}

}  // namespace

Acceptance accept_drift(const DriftRequest& request) {
  Live live = commands::read_live(request.connection, request.settings, request.progress, request.stop);
  Scratches scratches(request.settings, live.connection, request.connection, request.progress);
  Acceptance result = request.snapshot.empty() ? Acceptor(request, live, scratches).run()
                                               : accept_into_snapshot(request, live, scratches);
  result.database = request.name.empty() ? live.description : request.name;
  result.desired = request.snapshot;
  if (request.snapshot.empty())
    for (const std::string& path : commands::schema_paths(request.settings))
      result.desired += (result.desired.empty() ? "" : ", ") + path;
  return result;
}

}  // namespace pgplumb
