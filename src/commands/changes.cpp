#include "commands/changes.hpp"

#include <algorithm>
#include <map>

#include "diff/field_note.hpp"
#include "report/plan_report.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::Object;
using plan::Change;

namespace {

std::string shown(const catalog::Value& value) {
  return std::holds_alternative<std::monostate>(value) ? "none" : catalog::to_text(value);
}

ObjectChange change_of(const diff::Difference& difference, const Catalog& from, const Catalog& to) {
  const Object& object = difference.to != nullptr ? *difference.to : *difference.from;
  const Object* parent = (difference.to != nullptr ? to : from).parent_of(object);
  ObjectChange change;
  change.change = difference.from == nullptr ? Change::create : difference.to == nullptr ? Change::drop : Change::alter;
  change.kind = object.id.kind->name();
  change.is_namespace = object.id.kind->is_namespace();
  change.object = catalog::to_string(object.id);
  if (parent != nullptr) change.parent = catalog::to_string(parent->id);
  change.detail = object.id.kind->facet() != catalog::Facet::none || object.id.kind->attached();
  change.part = parent != nullptr && (change.detail || !parent->id.kind->is_namespace());
  for (const std::size_t field : difference.fields)
    change.fields.push_back({std::string(object.id.kind->fields()[field].name),
                             shown(object.id.kind->get(*difference.from->attributes, field)),
                             shown(object.id.kind->get(*difference.to->attributes, field))});
  return change;
}

/// What two steps for one object come to.
Change combined(Change first, Change second) {
  if (first == second) return first;
  const auto either = [&](Change change) { return first == change || second == change; };
  if (either(Change::replace)) return Change::replace;
  if (either(Change::create) && either(Change::drop)) return Change::replace;
  for (const Change change : {Change::drop, Change::create, Change::rename, Change::alter})
    if (either(change)) return change;
  return first;
}

}  // namespace

std::vector<ObjectChange> changes_of(const std::vector<diff::Difference>& differences, const Catalog& from,
                                     const Catalog& to) {
  std::vector<ObjectChange> changes;
  changes.reserve(differences.size());
  for (const diff::Difference& difference : differences) changes.push_back(change_of(difference, from, to));
  return changes;
}

std::vector<ObjectChange> changes_of(const plan::Plan& plan, std::vector<ObjectChange> differences) {
  std::map<std::string, std::size_t> difference_of;
  for (std::size_t index = 0; index < differences.size(); ++index)
    difference_of.emplace(differences[index].object, index);
  std::vector<ObjectChange> changes;
  std::map<std::string, std::size_t> place;
  std::vector<bool> told(differences.size());
  for (const plan::Batch& batch : plan.batches) {
    for (const plan::Step& step : batch.steps) {
      const auto [at, added] = place.emplace(step.object, changes.size());
      const auto known = difference_of.find(step.object);
      if (added) {
        ObjectChange change;
        if (known != difference_of.end()) {
          change = differences[known->second];
          told[known->second] = true;
        } else {
          change.object = step.object;
          change.kind = report::kind_of(step.object);
          if (differences.empty() && step.change != plan::Change::rename)
            for (const std::string& note : step.notes) change.fields.push_back(diff::field_of(note));
        }
        for (const std::string& note : step.notes)
          if (step.change == plan::Change::rename && note.starts_with("from "))
            change.fields.push_back({"name", note.substr(5), step.object});
        change.change = step.change;
        changes.push_back(std::move(change));
      }
      ObjectChange& change = changes[at->second];
      change.change = combined(change.change, step.change);
      if (change.destroys.empty()) change.destroys = step.destroys;
      if (change.position.line == 0) change.position = step.position;
    }
  }
  for (std::size_t index = 0; index < differences.size(); ++index)
    if (!told[index]) changes.push_back(std::move(differences[index]));
  return changes;
}

}  // namespace pgplumb::commands
