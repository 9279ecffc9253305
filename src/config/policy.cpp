#include "config/policy.hpp"

#include <algorithm>
#include <array>

#include "config/nearest.hpp"

namespace pgplumb::config {

namespace {

constexpr std::array<HazardName, 18> names = {
    {{"destroys", "rows or values are lost"},
     {"drops", "an object is dropped"},
     {"replaces", "an object is dropped and made again"},
     {"drops-default", "a column stays NOT NULL and loses what fills it"},
     {"changes-sequence", "a column gets its numbers from another sequence, which has given out others"},
     {"fires-triggers", "triggers fire for all rows of a table, which get their values for a new column"},
     {"depends-on-rows", "the rows that are in a table decide whether the plan goes through"},
     {"manual", "a manual section runs"},
     {"rewrites", "a relation that was there is written anew", true},
     {"scans", "a relation that was there is read in full", true},
     {"blocks-reads", "nobody can read a relation while it or another one is read or written in full", true},
     {"blocks-writes", "nobody can write a relation while it or another one is read or written in full", true},
     {"locks-access-exclusive", "a relation that was there is locked so, for however short a time", true},
     {"locks-exclusive", "the same", true},
     {"locks-share-row-exclusive", "the same", true},
     {"locks-share", "the same", true},
     {"locks-share-update-exclusive", "the same", true},
     {"locks-row-exclusive", "the same", true}}};

Position position_of(const toml::source_region& source, const std::string& file) {
  return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

/// Globs with * alone, since no hazard's name needs more. What stands between two of them is looked for once: the first
/// place is as good as any.
bool may_match(std::string_view pattern, std::string_view name) {
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  name.remove_prefix(star);
  for (pattern.remove_prefix(star + 1); (star = pattern.find('*')) != std::string_view::npos;
       pattern.remove_prefix(star + 1)) {
    const std::size_t at = name.find(pattern.substr(0, star));
    if (at == std::string_view::npos) return false;
    name.remove_prefix(at + star);
  }
  return name.ends_with(pattern);
}

class RuleReader {
 public:
  RuleReader(const std::string& file, const std::string& environment, const std::function<void(Diagnostic)>& problem)
      : file_(file), environment_(environment), problem_(problem) {}

  void read(const std::string& key, Verdict verdict, const toml::node& node) {
    if (node.is_string()) return add(key, verdict, node);
    const toml::array* list = node.as_array();
    if (list == nullptr) return complain(node, key + " must be a string or a list of strings", {});
    for (const toml::node& item : *list) {
      if (item.is_string()) {
        add(key, verdict, item);
      } else {
        complain(item, key + " must be a list of strings", {});
      }
    }
  }

  Policy rules;

 private:
  void add(const std::string& key, Verdict verdict, const toml::node& node) {
    const std::string written = *node.value<std::string>();
    const std::size_t colon = written.find(':');
    PolicyRule rule;
    rule.verdict = verdict;
    rule.hazard = written.substr(0, colon);
    rule.object = colon == std::string::npos ? "*" : written.substr(colon + 1);
    rule.environment = environment_;
    rule.position = position_of(node.source(), file_);
    const bool known = std::any_of(names.begin(), names.end(),
                                   [&](const HazardName& one) { return may_match(rule.hazard, one.name); });
    if (rule.object.empty()) {
      complain(node, key + " has \"" + written + "\", which names no object",
               "write \"" + rule.hazard + ":*\" for all");
    } else if (!known) {
      std::vector<std::string_view> all;
      std::string list;
      for (const HazardName& one : names) {
        all.push_back(one.name);
        list += (list.empty() ? "" : ", ") + std::string(one.name);
      }
      const std::string near = nearest(rule.hazard, all);
      complain(node, key + " names \"" + rule.hazard + "\", which is no hazard",
               near.empty() ? "hazards are " + list : "did you mean \"" + near + "\"?");
    } else {
      rules.push_back(std::move(rule));
    }
  }

  void complain(const toml::node& node, std::string message, std::string hint) {
    problem_(
        {Severity::error, "bad-value", position_of(node.source(), file_), {}, std::move(message), std::move(hint)});
  }

  std::string file_;
  std::string environment_;
  const std::function<void(Diagnostic)>& problem_;
};

}  // namespace

std::span<const HazardName> hazard_names() {
  return names;
}

Policy read_policy(const toml::table& table, const std::string& file, const std::string& prefix,
                   const std::string& environment, const std::function<void(Diagnostic)>& problem) {
  static constexpr std::array<std::pair<std::string_view, Verdict>, 3> verdicts = {
      {{"deny", Verdict::deny}, {"warn", Verdict::warn}, {"allow", Verdict::allow}}};
  RuleReader reader(file, environment, problem);
  for (const auto& [key, node] : table) {
    const auto* const verdict = std::find_if(verdicts.begin(), verdicts.end(),
                                             [name = key.str()](const auto& one) { return one.first == name; });
    if (verdict != verdicts.end()) {
      reader.read(prefix + std::string(key.str()), verdict->second, node);
      continue;
    }
    const std::string near = nearest(key.str(), std::vector<std::string_view>{"deny", "warn", "allow"});
    problem({Severity::error,
             "unknown-key",
             position_of(key.source(), file),
             {},
             "unknown key \"" + prefix + std::string(key.str()) + "\"",
             near.empty() ? "known keys are deny, warn, allow" : "did you mean \"" + prefix + near + "\"?"});
  }
  return std::move(reader.rules);
}

}  // namespace pgplumb::config
