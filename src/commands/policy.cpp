#include "commands/policy.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>

#include "catalog/projection.hpp"
#include "commands/destroy.hpp"
#include "config/policy.hpp"
#include "plan/hazards.hpp"
#include "plan/truth.hpp"

namespace pgplumb::commands {

namespace {

/// Something that a plan does and policy may have a word on.
struct Fact {
  std::string hazard;
  std::string object;
  std::string told;             ///< "step 3 writes table app.events anew"
  bool read = false;            ///< from the statements, not from what the plan tells
  bool schema_unknown = false;  ///< `object` may be of any schema
};

/// "locks-access-exclusive"
std::string lock_hazard(const std::string& mode) {
  std::string hazard = "locks-";
  for (const char c : mode) hazard += c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return hazard;
}

void add_facts(const plan::Step& step, const std::vector<plan::Hazard>& hazards, std::vector<Fact>& facts) {
  const auto add = [&](const std::string& hazard, const std::string& object, const std::string& does) {
    facts.push_back({hazard, object, fmt::format("step {} {}", step.number, does), false, false});
  };
  if (step.change == plan::Change::drop) add("drops", step.object, "drops " + step.object);
  if (step.change == plan::Change::replace) add("replaces", step.object, "replaces " + step.object);
  for (const std::string& relation : step.measured.rewrites) add("rewrites", relation, "writes " + relation + " anew");
  for (const std::string& relation : step.measured.scans) add("scans", relation, "reads all of " + relation);
  // Who cannot read cannot write either, and what is written anew can be neither read nor written.
  using plan::HazardKind;
  for (const plan::Hazard& hazard : hazards) {
    if (hazard.kind == HazardKind::drops_default || hazard.kind == HazardKind::changes_sequence ||
        hazard.kind == HazardKind::fires_triggers || hazard.kind == HazardKind::depends_on_rows)
      facts.push_back({word(hazard.kind), hazard.relation, told(hazard), false, false});
    for (const HazardKind kind : {HazardKind::blocks_reads, HazardKind::blocks_writes})
      if (hazard.kind == HazardKind::rewrites || hazard.kind == HazardKind::blocks_reads || hazard.kind == kind)
        facts.push_back({word(kind), hazard.relation, told(hazard)});
  }
  for (const std::string& measured : step.measured.locks) {
    const plan::Lock lock = plan::lock_of(measured);
    add(lock_hazard(lock.mode), lock.relation, "takes the lock " + measured);
  }
}

std::vector<Fact> facts_of(const plan::Plan& plan, bool with_losses) {
  std::vector<Fact> facts;
  if (with_losses)
    for (const std::string& lost : plan.destroys)
      facts.push_back({"destroys", lost, "the plan destroys " + lost, false, false});
  auto hazards = plan::hazards_by_step(plan);
  for (const plan::Batch& batch : plan.batches) {
    if (batch.manual)
      facts.push_back(
          {"manual", batch.manual->name, "manual section \"" + batch.manual->name + "\" runs", false, false});
    for (const plan::Step& step : batch.steps) add_facts(step, hazards[step.number], facts);
  }
  for (plan::Deed& deed : plan::find_deeds(plan))
    facts.push_back({std::move(deed.hazard), std::move(deed.object), std::move(deed.told), true, deed.schema_unknown});
  // What several steps do to one object is told once.
  std::set<std::pair<std::string, std::string>> told;
  std::erase_if(facts, [&](const Fact& fact) { return !told.emplace(fact.hazard, fact.object).second; });
  return facts;
}

/// With its kind and without: "values of column app.t.a", "column app.t.a", "app.t.a".
bool names(const std::string& pattern, std::string_view object) {
  for (;;) {
    if (catalog::matches(pattern, object)) return true;
    const std::size_t blank = object.find_first_of(" \".");
    if (blank == std::string_view::npos || object[blank] != ' ') return false;
    object.remove_prefix(blank + 1);
  }
}

/// The same where nobody knows the schema: whatever it is, the rule might mean it.
bool might_name(std::string pattern, const std::string& object) {
  if (names(pattern, object)) return true;
  const std::size_t dot = pattern.find('.');
  return dot != std::string::npos && names(pattern.substr(dot + 1), object);
}

auto rank_of(const PolicyRule& rule) {
  const auto letters = [](const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return c != '*' && c != '?'; });
  };
  return std::tuple(!rule.environment.empty(), letters(rule.object), letters(rule.hazard),
                    -static_cast<int>(rule.verdict));
}

const PolicyRule* rule_for(const Fact& fact, const Policy& policy) {
  const PolicyRule* best = nullptr;
  for (const PolicyRule& rule : policy)
    if (catalog::matches(rule.hazard, fact.hazard) &&
        (fact.schema_unknown && rule.verdict != Verdict::allow ? might_name(rule.object, fact.object)
                                                               : names(rule.object, fact.object)) &&
        (best == nullptr || rank_of(rule) > rank_of(*best)))
      best = &rule;
  return best;
}

std::string written(const PolicyRule& rule) {
  return "\"" + rule.hazard + ":" + rule.object + "\"";
}

std::string hint_for(const Fact& fact, const PolicyRule& rule) {
  const std::string allow = fmt::format("add \"{}:{}\" to allow in [{}]", fact.hazard, fact.object,
                                        rule.environment.empty() ? "policy" : "env." + rule.environment + ".policy");
  if (fact.schema_unknown) return "write its name with the schema, or " + allow;
  if (fact.hazard == "destroys" && !fact.read)
    return "to let it go, add the line `-- pgplumb:dropped " + object_of(fact.object) + "` to the schema file, or " +
           allow;
  return "to let it through, " + allow;
}

Diagnostic diagnostic(const Fact& fact, const PolicyRule& rule) {
  const bool denied = rule.verdict == Verdict::deny;
  return {denied ? Severity::error : Severity::warning,
          "policy",
          rule.position,
          fact.object,
          fact.told + (denied ? ", which policy denies: " : ", which policy warns of: ") + written(rule),
          denied ? hint_for(fact, rule) : std::string()};
}

/// A measured hazard that is denied cannot be ruled out in a plan that was not tried.
std::optional<Diagnostic> lack_of_proof(const plan::Plan& plan, const Policy& policy) {
  if (plan.proof == plan::Proof::passed || plan.empty()) return std::nullopt;
  for (const PolicyRule& rule : policy)
    for (const config::HazardName& hazard : config::hazard_names())
      if (rule.verdict == Verdict::deny && hazard.measured && catalog::matches(rule.hazard, hazard.name))
        return Diagnostic{Severity::error,
                          "policy",
                          rule.position,
                          {},
                          "policy denies " + written(rule) + ", which only a proof can measure",
                          "plan without --no-proof"};
  return std::nullopt;
}

/// What policy has to say, in the order of the plan; what it denies is an error.
std::vector<Diagnostic> findings(const plan::Plan& plan, const Policy& policy, bool with_losses,
                                 const std::function<bool(const std::string&)>& given_up) {
  std::vector<Diagnostic> found;
  for (const Fact& fact : facts_of(plan, with_losses)) {
    const PolicyRule* rule = rule_for(fact, policy);
    if (rule == nullptr || rule->verdict == Verdict::allow) continue;
    if (fact.hazard == "destroys" && !fact.read && given_up(fact.object)) continue;
    found.push_back(diagnostic(fact, *rule));
  }
  return found;
}

std::vector<Diagnostic> judged(const plan::Plan& plan, const Policy& policy, bool with_losses,
                               const std::function<bool(const std::string&)>& given_up) {
  if (auto lack = lack_of_proof(plan, policy))
    throw DiagnosedError("the plan cannot be judged by the policy", {std::move(*lack)}, ExitCode::refused);
  std::vector<Diagnostic> warnings = findings(plan, policy, with_losses, given_up);
  std::vector<Diagnostic> refusals;
  std::copy_if(warnings.begin(), warnings.end(), std::back_inserter(refusals),
               [](const Diagnostic& one) { return one.severity == Severity::error; });
  if (!refusals.empty())
    throw DiagnosedError("the plan does what the policy of this project denies", std::move(refusals),
                         ExitCode::refused);
  return warnings;
}

}  // namespace

std::vector<std::string> let_go(const Policy& policy) {
  std::vector<std::string> patterns;
  for (const PolicyRule& rule : policy)
    if (rule.verdict == Verdict::allow && catalog::matches(rule.hazard, "destroys")) patterns.push_back(rule.object);
  return patterns;
}

std::vector<Diagnostic> judge(const plan::Plan& plan, const Policy& policy,
                              const std::function<bool(const std::string&)>& given_up) {
  return judged(plan, policy, true, given_up);
}

std::vector<Diagnostic> judge_made(const plan::Plan& plan, const Policy& policy) {
  return judged(plan, policy, false, [](const std::string&) { return false; });
}

std::vector<Diagnostic> judge_way_back(plan::Plan& plan, const Policy& policy) {
  std::vector<Diagnostic> found = findings(plan, policy, false, [](const std::string&) { return false; });
  if (auto lack = lack_of_proof(plan, policy)) found.insert(found.begin(), std::move(*lack));
  std::vector<std::string> refusals;
  for (Diagnostic& one : found) {
    if (one.severity == Severity::error) {
      refusals.push_back("apply will refuse this plan: " + one.message + "; " + one.hint);
      one.message = "apply will refuse the way back: " + one.message;
      one.severity = Severity::warning;
    } else {
      one.message = "on the way back, " + one.message;
    }
  }
  plan.information.insert(plan.information.begin(), refusals.begin(), refusals.end());
  return found;
}

}  // namespace pgplumb::commands
