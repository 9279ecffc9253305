#include "commands/accept_plan.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "commands/baseline.hpp"
#include "commands/readable_order.hpp"
#include "commands/statement_subject.hpp"
#include "plan/build.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::Object;
using sources::ScriptStatement;

namespace {

/// What the engine writes for a catalog, by the object that a step is for.
struct Rendering {
  std::map<std::string, std::string> text;
  std::vector<std::string> order;
};

// What is not modelled cannot be written.
Catalog modelled(const Catalog& whole) {
  return whole.filtered([](const Object& object) { return object.id.kind->refusal(object).empty(); });
}

Rendering rendering_of(const Catalog& whole, const catalog::Projection& projection) {
  const Catalog catalog = modelled(whole);
  const Catalog baseline = catalog::project(new_database(catalog.origin()), projection).catalog;
  const plan::Plan plan = plan::build_plan(baseline, catalog, {});
  Rendering rendering;
  for (const ReadableStep& step : readable_order(plan, catalog)) {
    const auto [at, added] = rendering.text.emplace(step.step->object, "");
    if (added) rendering.order.push_back(step.step->object);
    for (const std::string& statement : step.step->statements) at->second += statement + ";\n";
  }
  return rendering;
}

/// What a plan towards the live database does, by the object.
std::map<std::string, std::string> alterations_of(const Comparison& comparison) {
  plan::BuildOptions options;
  options.may_lose = [](const std::string&) { return true; };
  const plan::Plan plan = plan::build_plan(modelled(comparison.expected), modelled(comparison.actual.catalog), options);
  std::map<std::string, std::string> texts;
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements) texts[step.object] += statement + ";\n";
  return texts;
}

/// A side of the comparison, with objects by their names.
struct Side {
  const Catalog& catalog;
  Rendering rendering;
  std::map<std::string, const Object*> objects;

  Side(const Catalog& of, const catalog::Projection& projection)
      : catalog(of), rendering(rendering_of(of, projection)) {
    for (const Object& object : catalog.objects()) objects.emplace(catalog::to_string(object.id), &object);
  }

  /// The object itself or the one that it is written inside of; empty if it is written nowhere.
  [[nodiscard]] std::string writer(const Object* object) const {
    for (; object != nullptr; object = catalog.parent_of(*object)) {
      std::string name = catalog::to_string(object->id);
      if (rendering.text.contains(name)) return name;
    }
    return {};
  }

  [[nodiscard]] std::string text(const std::string& object) const {
    const auto at = rendering.text.find(object);
    return at == rendering.text.end() ? std::string() : at->second;
  }

  [[nodiscard]] const Object* find(const std::string& name) const {
    const auto at = objects.find(name);
    return at == objects.end() ? nullptr : at->second;
  }
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const sql::Token& token : sql::without_comments(sql::tokenize(text).tokens))
    words.push_back(sql::is_name(token) ? sql::name_of(sql::token_text(text, token))
                                        : std::string(sql::token_text(text, token)));
  return words;
}

/// What the engine writes for an object that is found by words.
std::optional<Subject> subject_of(const std::string& engine) {
  std::vector<Subject> subjects = subjects_of(engine);
  return subjects.empty() ? std::nullopt : std::optional(std::move(subjects.front()));
}

/// Equal for all that GRANT names alike: a table and its columns.
std::string key_of(const Subject& subject) {
  std::string key;
  for (const std::string& word : subject.words) key += word + '\n';
  if (subject.arguments)
    for (const auto& argument : *subject.arguments)
      for (const std::string& word : argument) key += word + '\t';
  return key;
}

class Planner {
 public:
  Planner(const Comparison& comparison, const Desired& desired, const catalog::Projection& projection,
          const sources::SchemaScript& script)
      : comparison_(comparison),
        desired_(desired),
        script_(script),
        expected_(comparison.expected, projection),
        actual_(comparison.actual.catalog, projection) {
    for (std::size_t index = 0; index < script.statements.size(); ++index) {
      const ScriptStatement& statement = script.statements[index];
      by_position_.emplace(statement.position, index);
      subjects_.push_back(statement.section
                              ? std::vector<Subject>()
                              : subjects_of(std::string_view(script.files[statement.file].text)
                                                .substr(statement.begin, statement.end - statement.begin)));
    }
    for (const Side* side : {&expected_, &actual_})
      for (const auto& [writer, text] : side->rendering.text)
        if (const auto subject = subject_of(text); subject && subject->is_privilege())
          granted_[key_of(*subject)].insert(writer);
  }

  AcceptPlan run() {
    for (const diff::Difference& difference : comparison_.differences) place(difference);
    complete();
    return finish();
  }

 private:
  struct Draft {
    std::set<std::string> objects;
    std::set<std::string> written;
    std::vector<std::size_t> statements;
  };

  /// What is granted on one object and on its columns.
  struct PrivilegesDraft {
    std::set<std::string> objects;
    Subject subject;
  };

  void place(const diff::Difference& difference) {
    const std::string name = catalog::to_string(difference.id());
    std::set<std::string> writers;
    if (difference.from != nullptr) writers.insert(expected_.writer(difference.from));
    if (difference.to != nullptr) writers.insert(actual_.writer(difference.to));
    writers.erase("");
    if (writers.empty()) {
      leave(difference, "pgplumb does not write such objects: change the schema files by hand");
      return;
    }
    for (const std::string& writer : writers) {
      if (expected_.text(writer) == actual_.text(writer)) continue;
      if (place_privileges(name, writer)) continue;
      if (expected_.text(writer).empty()) {
        Draft& draft = new_[new_root(writer)];
        draft.objects.insert(name);
        draft.written.insert(writer);
        continue;
      }
      const std::vector<std::size_t> statements = statements_of(writer);
      if (statements.empty()) {
        leave(difference, why_not(writer));
        return;
      }
      Draft& draft = drafts_[statements.front()];
      draft.objects.insert(name);
      draft.written.insert(writer);
      for (const std::size_t statement : statements)
        if (std::find(draft.statements.begin(), draft.statements.end(), statement) == draft.statements.end())
          draft.statements.push_back(statement);
    }
  }

  /// True if they are privileges, and something of the files or of the desired schema speaks of them.
  bool place_privileges(const std::string& name, const std::string& writer) {
    const bool known = !expected_.text(writer).empty();
    auto subject = subject_of(known ? expected_.text(writer) : actual_.text(writer));
    if (!subject || !subject->is_privilege()) return false;
    const std::string key = key_of(*subject);
    const auto at = privileges_.find(key);
    if (!known && at == privileges_.end() && names_of(*subject).empty()) return false;
    PrivilegesDraft& draft = at == privileges_.end() ? privileges_[key] : at->second;
    draft.objects.insert(name);
    draft.subject = std::move(*subject);
    return true;
  }

  /// Every place where the files name it.
  std::vector<SharedName> names_of(const Subject& subject) const {
    std::vector<SharedName> names;
    for (std::size_t index = 0; index < subjects_.size(); ++index)
      for (std::size_t name = 0; name < subjects_[index].size(); ++name)
        if (same_subject(subjects_[index][name], subject, search_path_of(index))) names.push_back({index, name});
    return names;
  }

  std::vector<std::string> search_path_of(std::size_t statement) const {
    const auto& settings = *script_.statements[statement].settings;
    const auto at = settings.find("search_path");
    return at == settings.end() || script_.settings[at->second].resets
               ? std::vector<std::string>{"public"}
               : sources::schemas_of_search_path(script_.settings[at->second].sql);
  }

  /// The statements of the script that say what the engine writes for `writer`. Several only for comments: the last one
  /// counts.
  std::vector<std::size_t> statements_of(const std::string& writer) {
    const auto known = statements_of_.find(writer);
    if (known != statements_of_.end()) return known->second;
    return statements_of_[writer] = find_statements(writer);
  }

  std::vector<std::size_t> find_statements(const std::string& writer) const {
    std::vector<std::size_t> found;
    if (const auto subject = subject_of(expected_.text(writer))) {
      for (const SharedName& name : names_of(*subject)) found.push_back(name.statement);
      return found.size() > 1 && subject->words.front() != "comment" ? std::vector<std::size_t>() : found;
    }
    const std::vector<std::string> words = words_of(expected_.text(writer));
    const Object* object = expected_.find(writer);
    if (object == nullptr) return {};
    if (words.front() == "alter") {
      // A part that a statement of its own makes: ALTER TABLE ... ADD CONSTRAINT name.
      const std::string& name = object->id.path.back();
      const std::string& parent =
          object->id.path[object->id.path.size() - std::min<std::size_t>(2, object->id.path.size())];
      for (std::size_t index = 0; index < script_.statements.size(); ++index) {
        const ScriptStatement& statement = script_.statements[index];
        if (statement.section) continue;
        const std::vector<std::string>& own = words_of_statement(index);
        const auto has = [&](const std::string& word) { return std::find(own.begin(), own.end(), word) != own.end(); };
        if (!own.empty() && own.front() == "alter" && has(name) && has(parent)) found.push_back(index);
      }
      if (found.size() == 1) return found;
      if (found.size() > 1) return {};
    }
    for (const Object* at = object; at != nullptr && !at->id.kind->is_namespace();
         at = expected_.catalog.parent_of(*at)) {
      const auto position = desired_.positions.find(at->id);
      if (position == desired_.positions.end()) continue;
      const auto statement = by_position_.find(position->second);
      if (statement != by_position_.end() && !script_.statements[statement->second].section) return {statement->second};
    }
    const auto position = desired_.positions.find(object->id);
    const auto statement =
        position == desired_.positions.end() ? by_position_.end() : by_position_.find(position->second);
    if (statement != by_position_.end() && !script_.statements[statement->second].section) return {statement->second};
    return {};
  }

  const std::vector<std::string>& words_of_statement(std::size_t index) const {
    if (words_.empty())
      for (const ScriptStatement& statement : script_.statements) words_.push_back(words_of(statement.text));
    return words_[index];
  }

  std::string why_not(const std::string& writer) const {
    if (desired_.positions.empty())
      return "the scratch server does not let us see which statement makes what: use --scratch local";
    if (subject_of(expected_.text(writer)))
      return "no single statement says it of this object alone: change the schema files by hand";
    return "no single statement makes it: change the schema files by hand";
  }

  /// The new object that `writer` is a part of, as far up as objects are new.
  std::string new_root(const std::string& writer) const {
    std::string root = writer;
    for (const Object* object = actual_.find(writer); object != nullptr; object = actual_.catalog.parent_of(*object)) {
      const std::string name = catalog::to_string(object->id);
      if (object->id.kind->is_namespace() && name != writer) break;
      if (actual_.rendering.text.contains(name) && expected_.find(name) == nullptr) root = name;
    }
    return root;
  }

  /// What the statements of a draft make besides what differs: written anew, they have to make it too.
  void complete() {
    std::map<std::size_t, Draft*> draft_of;
    for (auto& [first, draft] : drafts_)
      for (const std::size_t statement : draft.statements) draft_of[statement] = &draft;
    for (const std::string& writer : expected_.rendering.order) {
      if (subject_of(expected_.text(writer)) && !statements_of_.contains(writer)) continue;
      // Only what is near can be made by the same statement.
      const Object* object = expected_.find(writer);
      if (object == nullptr) continue;
      const auto position = desired_.positions.find(object->id);
      if (position == desired_.positions.end()) continue;
      const auto at = by_position_.find(position->second);
      if (at == by_position_.end() || !draft_of.contains(at->second)) continue;
      const std::vector<std::size_t> statements = statements_of(writer);
      if (statements.empty()) continue;
      if (const auto draft = draft_of.find(statements.front()); draft != draft_of.end())
        draft->second->written.insert(writer);
    }
  }

  AcceptPlan finish() {
    for (auto& [first, draft] : drafts_) {
      AcceptUnit unit;
      unit.objects = draft.objects;
      unit.statements = draft.statements;
      std::sort(unit.statements.begin(), unit.statements.end());
      unit.file = script_.statements[first].file;
      add_written(unit, draft.written);
      plan_.units.push_back(std::move(unit));
    }
    add_privileges();
    for (const std::string& root : actual_.rendering.order) {
      const auto draft = new_.find(root);
      if (draft == new_.end()) continue;
      AcceptUnit unit;
      unit.objects = draft->second.objects;
      unit.file = file_for(root);
      add_written(unit, draft->second.written);
      plan_.units.push_back(std::move(unit));
    }
    return std::move(plan_);
  }

  void add_privileges() {
    if (privileges_.empty()) return;
    const auto alterations = alterations_of(comparison_);
    for (const auto& [key, draft] : privileges_) {
      AcceptUnit unit;
      unit.objects = draft.objects;
      unit.privileges = true;
      add_written(unit, granted_[key]);
      for (const SharedName& name : names_of(draft.subject)) {
        if (subjects_[name.statement].size() == 1)
          unit.statements.push_back(name.statement);
        else
          unit.shared.push_back(name);
      }
      for (std::size_t index = 0; index < script_.statements.size(); ++index)
        if (concerns(index, draft.subject)) unit.last = index;
      for (const Written& written : unit.written)
        if (const auto at = alterations.find(written.object); at != alterations.end()) unit.alteration += at->second;
      unit.file = unit.last ? script_.statements[*unit.last].file : script_.files.size() - 1;
      plan_.units.push_back(std::move(unit));
    }
  }

  /// It names the object, or all of its schema.
  [[nodiscard]] bool concerns(std::size_t statement, const Subject& subject) const {
    for (const Subject& one : subjects_[statement]) {
      if (!one.is_privilege()) continue;
      if (same_subject(one, subject, search_path_of(statement))) return true;
      if (script_.statements[statement].role.covers_all &&
          std::find(subject.words.begin() + 2, subject.words.end(), one.words.back()) != subject.words.end())
        return true;
    }
    return false;
  }

  void add_written(AcceptUnit& unit, const std::set<std::string>& writers) const {
    const auto add = [&](const std::string& writer) {
      unit.written.push_back({writer, expected_.text(writer), actual_.text(writer)});
    };
    for (const std::string& writer : actual_.rendering.order)
      if (writers.contains(writer)) add(writer);
    for (const std::string& writer : expected_.rendering.order)
      if (writers.contains(writer) && actual_.text(writer).empty()) add(writer);
  }

  /// The file that holds its parent, else the last one with something of its kind in its schema, else the last one with
  /// something of its schema, else the last one.
  std::size_t file_for(const std::string& name) const {
    const Object* object = actual_.find(name);
    const auto file_of = [&](const catalog::ObjectId& id) -> std::optional<std::size_t> {
      const auto position = desired_.positions.find(id);
      if (position == desired_.positions.end()) return std::nullopt;
      const auto at = by_position_.find(position->second);
      if (at == by_position_.end() || script_.statements[at->second].section) return std::nullopt;
      return script_.statements[at->second].file;
    };
    const Object* parent = actual_.catalog.parent_of(*object);
    if (parent != nullptr && !parent->id.kind->is_namespace())
      if (const auto file = file_of(parent->id)) return *file;
    std::optional<std::size_t> same_kind;
    std::optional<std::size_t> same_schema;
    for (const Object& other : expected_.catalog.objects()) {
      if (other.id.path.empty() || object->id.path.empty() || other.id.path.front() != object->id.path.front())
        continue;
      const auto file = file_of(other.id);
      if (!file) continue;
      if (other.id.kind == object->id.kind) same_kind = std::max(same_kind.value_or(0), *file);
      same_schema = std::max(same_schema.value_or(0), *file);
    }
    if (same_kind) return *same_kind;
    if (same_schema) return *same_schema;
    return script_.files.size() - 1;
  }

  void leave(const diff::Difference& difference, std::string why) {
    NotAccepted one{catalog::to_string(difference.id()), std::move(why), {}, {}};
    one.write = difference.to == nullptr ? std::string() : actual_.text(actual_.writer(difference.to));
    if (const auto at = desired_.positions.find(difference.id()); at != desired_.positions.end())
      one.position = at->second;
    plan_.left.push_back(std::move(one));
  }

  const Comparison& comparison_;
  const Desired& desired_;
  const sources::SchemaScript& script_;
  Side expected_;
  Side actual_;
  std::map<Position, std::size_t> by_position_;
  mutable std::vector<std::vector<std::string>> words_;  ///< of each statement, once they are asked for
  std::map<std::string, std::vector<std::size_t>> statements_of_;
  std::map<std::size_t, Draft> drafts_;                   ///< by the first statement
  std::vector<std::vector<Subject>> subjects_;            ///< of each statement that is in no manual section
  std::map<std::string, std::set<std::string>> granted_;  ///< objects of either side, by key_of() what is granted on
  std::map<std::string, PrivilegesDraft> privileges_;     ///< by the same
  std::map<std::string, Draft> new_;                      ///< by the object that the others are parts of
  AcceptPlan plan_;
};

}  // namespace

AcceptPlan plan_acceptance(const Comparison& comparison, const Desired& desired, const catalog::Projection& projection,
                           const sources::SchemaScript& script) {
  return Planner(comparison, desired, projection, script).run();
}

}  // namespace pgplumb::commands
