#include "sources/contradictions.hpp"

#include <algorithm>

namespace pgplumb::sources {

namespace {

// Of what, under the last `parts` parts of its name.
std::string key_of(const sql::Claim& claim, std::size_t parts) {
  std::string key = claim.about;
  for (std::size_t part = claim.object.size() - parts; part < claim.object.size(); ++part)
    key += '\n' + claim.object[part];
  return key;
}

bool is_in(const std::vector<std::size_t>& sorted, std::size_t statement) {
  return std::binary_search(sorted.begin(), sorted.end(), statement);
}

}  // namespace

Contradictions::Contradictions(const SchemaScript& script, const std::vector<std::size_t>& statements,
                               const std::function<bool(std::size_t)>& is_done)
    : groups_of_(script.statements.size()), done_(script.statements.size()) {
  for (const std::size_t index : statements) {
    for (const sql::Claim& claim : sql::claims_of(script.statements[index].text)) {
      const std::size_t group = group_of(claim);
      groups_[group].statements.push_back(index);
      groups_of_[index].push_back(group);
    }
  }
  for (const std::size_t index : statements)
    if (is_done(index)) done(index);
}

std::size_t Contradictions::group_of(const sql::Claim& claim) {
  const std::size_t parts = claim.object.size();
  const auto [known, is_new] = group_by_claim_.try_emplace({key_of(claim, parts), claim.says}, groups_.size());
  if (is_new) {
    exact_[key_of(claim, parts)].list.push_back(groups_.size());
    for (std::size_t fewer = 0; fewer < parts; ++fewer) longer_[key_of(claim, fewer)].list.push_back(groups_.size());
    groups_.push_back({claim, {}, 0, {}});
  }
  return known->second;
}

// Calls `visit` with each list of groups that may contradict the claim.
template <typename Visit>
void Contradictions::visit(const sql::Claim& claim, Visit visit) {
  const std::size_t parts = claim.object.size();
  if (const auto found = longer_.find(key_of(claim, parts)); found != longer_.end()) visit(found->second);
  for (std::size_t fewer = 0; fewer <= parts; ++fewer)
    if (const auto found = exact_.find(key_of(claim, fewer)); found != exact_.end()) visit(found->second);
}

void Contradictions::done(std::size_t statement) {
  done_[statement] = true;
  for (const std::size_t index : groups_of_[statement]) {
    Group& group = groups_[index];
    group.last_done = std::max(group.last_done, std::optional(statement));
    const std::size_t parts = group.claim.object.size();
    const auto note = [&](Groups& list) { list.last_done = std::max(list.last_done, std::optional(statement)); };
    note(exact_.at(key_of(group.claim, parts)));
    for (std::size_t fewer = 0; fewer < parts; ++fewer) note(longer_.at(key_of(group.claim, fewer)));
  }
}

void Contradictions::advance(Group& group) const {
  while (group.before_waiting < group.statements.size() && done_[group.statements[group.before_waiting]])
    ++group.before_waiting;
}

bool Contradictions::waits_for(Groups& groups, const sql::Claim& claim, std::size_t statement,
                               const std::vector<std::size_t>& together) {
  bool all_done = true;
  for (std::size_t at = groups.before_waiting; at < groups.list.size(); ++at) {
    Group& group = groups_[groups.list[at]];
    if (group.statements.front() >= statement) return false;
    advance(group);
    all_done = all_done && group.before_waiting == group.statements.size();
    if (all_done) groups.before_waiting = at + 1;
    if (!sql::contradict(claim, group.claim)) continue;
    for (std::size_t next = group.before_waiting; next < group.statements.size(); ++next) {
      const std::size_t other = group.statements[next];
      if (other >= statement) break;
      if (!done_[other] && !is_in(together, other)) return true;
    }
  }
  return false;
}

bool Contradictions::waits(std::size_t statement, const std::vector<std::size_t>& together) {
  bool found = false;
  for (const std::size_t group : groups_of_[statement]) {
    const sql::Claim claim = groups_[group].claim;
    visit(claim, [&](Groups& list) { found = found || waits_for(list, claim, statement, together); });
  }
  return found;
}

std::optional<std::size_t> Contradictions::done_behind(std::size_t statement) {
  std::optional<std::size_t> last;
  for (const std::size_t own : groups_of_[statement]) {
    const sql::Claim& claim = groups_[own].claim;
    visit(claim, [&](const Groups& list) {
      if (list.last_done <= std::max(last, std::optional(statement))) return;
      for (const std::size_t group : list.list)
        if (groups_[group].last_done > statement && sql::contradict(claim, groups_[group].claim))
          last = std::max(last, groups_[group].last_done);
    });
  }
  return last;
}

bool Contradictions::contradicts_any(std::size_t statement, const std::vector<std::size_t>& those) const {
  for (const std::size_t own : groups_of_[statement])
    for (const std::size_t other : those)
      for (const std::size_t theirs : groups_of_[other])
        if (sql::contradict(groups_[own].claim, groups_[theirs].claim)) return true;
  return false;
}

}  // namespace pgplumb::sources
