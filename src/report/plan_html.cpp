#include "report/plan_html.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/words.hpp"
#include "plan/hazards.hpp"
#include "plan/plan_text.hpp"
#include "report/drawing.hpp"
#include "report/escape.hpp"
#include "report/graph.hpp"
#include "report/page.hpp"
#include "report/sizes.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;
using plan::Batch;
using plan::Hazard;
using plan::HazardKind;
using plan::Plan;
using plan::Step;

constexpr std::size_t most_drawn = 250;  // beyond it a picture is a carpet

struct HazardText {
  const char* badge;  // beside a step, and to filter by
  const char* label;  // in the list at the top
};

HazardText text_of(HazardKind kind) {
  switch (kind) {
    case HazardKind::destroys:
      return {"destroys data", "Destroys data"};
    case HazardKind::drops_default:
      return {"drops a default", "Drops the default of"};
    case HazardKind::changes_sequence:
      return {"changes the sequence", "Changes the sequence of"};
    case HazardKind::fires_triggers:
      return {"fires triggers", "Fires"};
    case HazardKind::depends_on_rows:
      return {"depends on rows", "Depends on rows of"};
    case HazardKind::rewrites:
      return {"rewrites", "Rewrites"};
    case HazardKind::blocks_reads:
      return {"blocks reads", "Blocks reads"};
    case HazardKind::blocks_writes:
      return {"blocks writes", "Blocks writes"};
  }
  return {"", ""};
}

// What happens to the relation, as the end of a sentence that its name begins.
std::string saying(const Hazard& hazard, const Sizes& sizes) {
  if (hazard.kind == HazardKind::destroys) return {};
  if (hazard.kind == HazardKind::drops_default)
    return "stays NOT NULL: an INSERT that leaves it out fails from now on.";
  if (hazard.kind == HazardKind::changes_sequence)
    return "gets its numbers from one that stands elsewhere: it may give out what rows have.";
  if (hazard.kind == HazardKind::fires_triggers) return "fires for every row that gets its value.";
  if (hazard.kind == HazardKind::depends_on_rows) return "goes through with " + visible(hazard.demand) + ".";
  if (!hazard.meanwhile.empty()) {
    // The size of the relation itself stands behind its name already.
    const auto name = [&](const std::string& relation) {
      const std::string size = relation == hazard.meanwhile ? size_text(relation, sizes) : "";
      return visible(relation) + (size.empty() ? "" : " (" + size + ")");
    };
    return plan::told(hazard, name).substr(visible(hazard.relation).size() + 1) + ".";
  }
  return std::string(hazard.kind == HazardKind::rewrites ? "is written anew" : "is read in full") +
         ", while nobody can " + (hazard.kind == HazardKind::blocks_writes ? "write it." : "read or write it.");
}

json::array texts(const std::vector<std::string>& items) {
  json::array array;
  for (const std::string& item : items) array.emplace_back(visible(item));
  return array;
}

json::array numbers(const std::vector<int>& items) {
  return json::array(items.begin(), items.end());
}

std::string where(const Position& position) {
  return position.file.empty() ? std::string() : plan::position_text(position);
}

std::string sql_of(const Step& step) {
  std::string text;
  for (const std::string& statement : step.statements) text += statement + ";\n";
  return text;
}

class Page {
 public:
  explicit Page(const PlanReport& report)
      : report_(report),
        plan_(report.plan),
        steps_(steps_of(report.plan)),
        nodes_(graph_of(report.plan)),
        parts_(parts_of(report)),
        hazards_(hazards_by_step(report.plan)) {
    awaited_.resize(steps_.size() + 1);
    for (const Step* step : steps_)
      for (const int earlier : step->after) awaited_.at(static_cast<std::size_t>(earlier)).push_back(step->number);
  }

  std::string write() {
    json::array batches;
    for (std::size_t index = 0; index < plan_.batches.size(); ++index) batches.push_back(batch(index));
    const std::string name = report_.file.empty() ? "" : visible(report_.file);
    const bool proved = plan_.proof == plan::Proof::passed;
    json::array hazards = hazards_json();
    std::string alone;
    const bool drawn = draw(alone);
    json::object values{
        {"server", plan_.server_major},
        {"desired", visible(report_.desired)},
        {"empty", plan_.empty()},
        {"heading", plan_.empty()  ? "Nothing to do"
                    : name.empty() ? "Plan"
                                   : name.substr(name.rfind('/') + 1)},
        {"proved", proved ? counted(plan_.statements, "statement") +
                                " ran on a copy of the schema, and led to the desired one. Locks and rewrites were "
                                "measured there."
                          : ""},
        {"unproved", plan_.empty() ? "The database is as the schema files say."
                                   : "Not proved: this plan has not been run anywhere yet. Its locks are not known."},
        {"tiles", tiles()},
        {"hazard_count", hazards.size()},
        {"hazards", std::move(hazards)},
        {"graph", drawn ? svg_graph(nodes_) : ""},
        {"alone", alone},
        {"step_count", nodes_.size()},
        {"batch_count", plan_.batches.size()},
        {"kinds", kinds_.json()},
        {"changes", changes_.json()},
        {"hazard_kinds", hazard_kinds_.json()},
        {"batches", std::move(batches)},
        {"facts", facts()},
        {"from_title", "Before"},
        {"to_title", "After"}};
    return write_page("plan.html", name.empty() ? "Plan" : "Plan " + name, std::move(values));
  }

 private:
  // Whether there is a picture; `alone` says how many steps are not in it.
  bool draw(std::string& alone) const {
    std::vector<bool> connects(nodes_.size());
    for (std::size_t index = 0; index < nodes_.size(); ++index)
      for (const int earlier : nodes_[index].after)
        connects[index] = connects[static_cast<std::size_t>(earlier - 1)] = true;
    const auto connected = static_cast<std::size_t>(std::count(connects.begin(), connects.end(), true));
    if (connected == 0 || connected > most_drawn) return false;
    if (const auto rest = static_cast<long>(nodes_.size() - connected); rest > 0)
      alone = rest == 1 ? "One step stands alone, and is not drawn."
                        : fmt::format("{} steps stand alone, and are not drawn.", rest);
    return true;
  }

  json::array tiles() const {
    const plan::Counts& counts = plan_.counts;
    return {json::object{{"mark", "create"}, {"count", counts.create}, {"label", "to create"}},
            json::object{{"mark", "change"}, {"count", counts.alter}, {"label", "to change"}},
            json::object{{"mark", "replace"}, {"count", counts.replace}, {"label", "to replace"}},
            json::object{{"mark", "drop"}, {"count", counts.drop}, {"label", "to drop"}}};
  }

  json::array hazards_json() const {
    json::array array;
    for (const Hazard& hazard : hazards_of(plan_)) {
      int step = hazard.step;
      for (const Step* candidate : steps_)
        if (step == 0 && candidate->destroys.find(hazard.relation) != std::string::npos) step = candidate->number;
      const HazardText said = text_of(hazard.kind);
      array.push_back(
          json::object{{"kind", word(hazard.kind)},
                       {"label", said.label},
                       {"relation", visible(hazard.relation)},
                       {"size", keeps_waiting(hazard.kind) ? size_text(hazard.relation, report_.sizes) : ""},
                       {"said", saying(hazard, report_.sizes)},
                       {"query", visible(hazard.query)},
                       {"step", step}});
    }
    return array;
  }

  json::object batch(std::size_t index) {
    const Batch& batch = plan_.batches[index];
    json::array steps;
    bool holding = false;
    for (const Step& step : batch.steps) {
      steps.push_back(step_json(step, holding));
      holding = batch.transaction && (holding || !step.measured.locks.empty());
    }
    json::object object{
        {"number", index + 1},
        {"about",
         batch.transaction
             ? fmt::format("One transaction: all of it happens, or nothing. Its locks are held until it ends; "
                           "no statement waits longer than {} for one.",
                           plan_.lock_timeout)
             : std::string("Without a transaction, since PostgreSQL allows none here: what is done stays done.")},
        {"steps", std::move(steps)}};
    object["manual"] = nullptr;
    if (batch.manual) {
      object["manual"] = json::object{{"name", visible(batch.manual->name)},
                                      {"kind_ids", kinds_.add("manual section")},
                                      {"change_id", changes_.add("run")},
                                      {"when", when_of_section(plan_, index)},
                                      {"where", visible(where(batch.manual->position))},
                                      {"sql", batch.manual->bytes}};
    }
    return object;
  }

  json::object step_json(const Step& step, bool holding) {
    std::string hazard_ids;
    json::array badges;
    for (const Hazard& hazard : hazards_[step.number]) {
      const HazardText said = text_of(hazard.kind);
      if (hazard_ids.find(word(hazard.kind)) != std::string::npos) continue;
      hazard_ids += (hazard_ids.empty() ? "" : " ") + std::string(word(hazard.kind));
      badges.push_back(json::object{{"kind", word(hazard.kind)}, {"label", said.badge}});
    }
    std::string tokens;
    for (const json::value& badge : badges)
      tokens += hazard_kinds_.add(std::string(badge.at("label").as_string())) + " ";
    if (!badges.empty()) tokens += hazard_kinds_.add("any hazard");
    const auto index = static_cast<std::size_t>(step.number - 1);
    const std::vector<int>& before = awaited_[index + 1];
    return {{"step", step.number},
            {"mark", mark_of(step.change)},
            {"change", to_string(step.change)},
            {"change_id", changes_.add(to_string(step.change))},
            {"object", visible(step.object)},
            {"where", visible(where(step.position))},
            {"kind_ids", kind_ids(parts_[index])},
            {"hazard_ids", tokens},
            {"badges", std::move(badges)},
            {"destroys", visible(step.destroys)},
            {"parts", parts_json(parts_[index])},
            {"locks", locks(step)},
            {"rewrites", sized(step.measured.rewrites)},
            {"scans", sized(step.measured.scans)},
            {"measured_nothing", nothing(step, holding)},
            {"sql", sql_of(step)},
            {"after", numbers(step.after)},
            {"after_there", !step.after.empty()},
            {"before", numbers(before)},
            {"before_there", !before.empty()},
            {"linked", !step.after.empty() || !before.empty()}};
  }

  std::string nothing(const Step& step, bool holding) const {
    if (!step.measured.locks.empty()) return "";
    if (plan_.proof == plan::Proof::skipped) return "Not measured: the plan was not proved.";
    return holding ? "No lock beyond those that earlier steps of this transaction hold."
                   : "No lock on anything that existed before.";
  }

  static json::array locks(const Step& step) {
    json::array array;
    for (const std::string& measured : step.measured.locks) {
      const plan::Lock lock = plan::lock_of(measured);
      array.push_back(json::object{{"mode", visible(lock.mode)},
                                   {"relation", visible(lock.relation)},
                                   {"meaning", plan::meaning_of(lock.mode)}});
    }
    return array;
  }

  [[nodiscard]] json::array sized(const std::vector<std::string>& relations) const {
    json::array array;
    for (const std::string& relation : relations)
      array.push_back(json::object{{"relation", visible(relation)}, {"size", size_text(relation, report_.sizes)}});
    return array;
  }

  std::string kind_ids(const std::vector<StepPart>& parts) {
    std::string ids;
    std::vector<std::string> seen;
    for (const StepPart& part : parts) {
      if (std::find(seen.begin(), seen.end(), part.kind) != seen.end()) continue;
      seen.push_back(part.kind);
      ids += (ids.empty() ? "" : " ") + kinds_.add(part.kind);
    }
    return ids;
  }

  static json::array parts_json(const std::vector<StepPart>& parts) {
    json::array array;
    for (const StepPart& part : parts)
      array.push_back(json::object{{"part_title", parts.size() > 1},
                                   {"mark", mark_of(part.change)},
                                   {"change", to_string(part.change)},
                                   {"object", visible(part.object)},
                                   {"fields", fields_beside(part.fields)},
                                   {"fields_there", !part.fields.empty()},
                                   {"notes", texts(part.notes)}});
    return array;
  }

  json::array facts() const {
    json::array array{fact("Digest", report_.digest, true), fact("Starts from", plan_.from, true),
                      fact("Leads to", plan_.to, true), fact("Manages", plan_.projection, true),
                      fact("Waits for a lock", "at most " + plan_.lock_timeout)};
    for (const std::string& line : plan_.information) array.push_back(fact("Note", line));
    for (json::value& hidden : hidden_facts(report_.hidden)) array.push_back(std::move(hidden));
    if (!report_.file.empty() && !plan_.empty()) array.push_back(fact("Next", "pgplumb apply " + report_.file, true));
    return array;
  }

  const PlanReport& report_;
  const Plan& plan_;
  std::vector<const Step*> steps_;
  std::vector<GraphNode> nodes_;
  std::vector<std::vector<StepPart>> parts_;
  std::map<int, std::vector<Hazard>> hazards_;
  std::vector<std::vector<int>> awaited_;
  Choices kinds_{'k'};
  Choices changes_{'c'};
  Choices hazard_kinds_{'h'};
};

}  // namespace

std::string plan_html(const PlanReport& report) {
  return Page(report).write();
}

}  // namespace pgplumb::report
