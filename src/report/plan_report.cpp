#include "report/plan_report.hpp"

#include <fmt/core.h>

#include <array>
#include <optional>

#include "diff/field_note.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::report {

namespace {

using plan::Change;
using plan::Step;

// "alter column app.users.age", as merged steps have it among their notes.
std::optional<StepPart> part_named(const std::string& note) {
  static constexpr std::array every{Change::create, Change::alter, Change::replace, Change::drop,
                                    Change::rename, Change::guard, Change::validate};
  for (const Change change : every) {
    const std::string word = std::string(to_string(change)) + " ";
    if (!note.starts_with(word)) continue;
    StepPart part;
    part.change = change;
    part.object = note.substr(word.size());
    part.kind = kind_of(part.object);
    return part;
  }
  return std::nullopt;
}

void add_note(StepPart& part, const std::string& note) {
  FieldChange field = diff::field_of(note);
  if (field.from.empty() && field.to.empty()) {
    part.notes.push_back(note);
  } else {
    part.fields.push_back(std::move(field));
  }
}

std::vector<StepPart> parts_of(const Step& step) {
  std::vector<StepPart> parts;
  for (const std::string& note : step.notes) {
    if (auto part = part_named(note)) {
      parts.push_back(std::move(*part));
    } else if (!parts.empty() && note.starts_with("  ")) {
      add_note(parts.back(), note.substr(2));
    } else {
      if (parts.empty()) parts.push_back({step.change, kind_of(step.object), step.object, {}, {}});
      add_note(parts.back(), note);
    }
  }
  if (parts.empty()) parts.push_back({step.change, kind_of(step.object), step.object, {}, {}});
  return parts;
}

}  // namespace

PlanReport report_of(const PlanResult& result, const std::string& file) {
  return {result.plan,   result.digest, file == "-" ? "" : file, result.desired, result.changes,
          result.hidden, result.sizes};
}

PlanReport report_of(const ShownPlan& shown, const std::string& file) {
  return {shown.plan, shown.digest, file == "-" ? "" : file, "", shown.changes, {}, {}};
}

std::vector<std::vector<StepPart>> parts_of(const PlanReport& report) {
  std::map<std::string, const ObjectChange*> changes;
  for (const ObjectChange& change : report.changes) changes.emplace(change.object, &change);
  std::vector<std::vector<StepPart>> all;
  for (const Step* step : steps_of(report.plan)) {
    std::vector<StepPart>& parts = all.emplace_back(parts_of(*step));
    for (StepPart& part : parts) {
      const auto known = changes.find(part.object);
      // What is dropped, or only comes back, has nothing before and after.
      if (known == changes.end() || (part.fields.empty() && part.change != Change::replace)) continue;
      std::vector<FieldChange> fields = known->second->fields;
      std::erase_if(fields, [](const FieldChange& field) { return field.from.empty() && field.to.empty(); });
      if (!fields.empty()) part.fields = std::move(fields);
    }
  }
  return all;
}

std::vector<const Step*> steps_of(const plan::Plan& plan) {
  std::vector<const Step*> steps;
  for (const plan::Batch& batch : plan.batches)
    for (const Step& step : batch.steps) steps.push_back(&step);
  return steps;
}

std::string kind_of(std::string_view object) {
  std::string_view best = object.substr(0, object.find(' '));
  for (const catalog::Kind* kind : kinds::all_kinds()) {
    const std::string_view name = kind->name();
    if (name.size() > best.size() && object.starts_with(name) && object.substr(name.size()).starts_with(' '))
      best = name;
  }
  return std::string(best);
}

std::string counts_text(const plan::Counts& counts) {
  return fmt::format("{} to create, {} to change, {} to replace, {} to drop", counts.create, counts.alter,
                     counts.replace, counts.drop);
}

}  // namespace pgplumb::report
