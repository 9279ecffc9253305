#include "plan/name_history.hpp"

#include <algorithm>

namespace pgplumb::plan {

namespace {

constexpr std::size_t most_names = 16;  // of one relation or column: a plan moves one aside and back, and not often

bool stands_in(const sql::Name& name, const sql::Name& outer) {
  return name.size() >= outer.size() && std::equal(outer.begin(), outer.end(), name.begin());
}

sql::Name moved(const sql::Name& name, const sql::Name& before, const sql::Name& after) {
  sql::Name result = after;
  result.insert(result.end(), name.begin() + static_cast<std::ptrdiff_t>(before.size()), name.end());
  return result;
}

const sql::Name& key_of(const sql::Name& name) {
  return name;
}
const sql::Name& key_of(const std::pair<const sql::Name, std::vector<sql::Name>>& entry) {
  return entry.first;
}

/// What stands in one name follows it in the order of names.
template <typename Names>
auto end_of(const Names& names, const sql::Name& outer) {
  auto at = names.lower_bound(outer);
  while (at != names.end() && stands_in(key_of(*at), outer)) ++at;
  return at;
}

template <typename Names>
void move_within(Names& names, const sql::Name& before, const sql::Name& after) {
  std::vector<typename Names::node_type> nodes;
  for (auto at = names.lower_bound(before); at != names.end() && stands_in(key_of(*at), before);)
    nodes.push_back(names.extract(at++));
  for (auto& node : nodes) {
    if constexpr (requires { node.key(); })
      node.key() = moved(node.key(), before, after);
    else
      node.value() = moved(node.value(), before, after);
    names.insert(std::move(node));
  }
}

}  // namespace

void NameHistory::take(const sql::Effect& effect) {
  using Type = sql::Effect::Type;
  const auto with_column = [&](const std::string& column) {
    sql::Name name = effect.name;
    name.push_back(column);
    return name;
  };
  sql::Name after = effect.name;
  switch (effect.type) {
    case Type::makes:
      made_.insert(effect.name);
      break;
    case Type::adds_column:
      made_.insert(with_column(effect.to));
      break;
    case Type::drops:
      made_.erase(made_.lower_bound(effect.name), end_of(made_, effect.name));
      earlier_.erase(earlier_.lower_bound(effect.name), end_of(earlier_, effect.name));
      break;
    case Type::drops_column:
      made_.erase(with_column(effect.to));
      earlier_.erase(with_column(effect.to));
      break;
    case Type::renames:
      if (effect.noun == sql::noun::schema) {
        rename_schema(effect.name.back(), effect.to);
      } else {
        after.back() = effect.to;
        rename(effect.name, after);
      }
      break;
    case Type::moves:
      after = {effect.to, effect.name.back()};
      rename(effect.name, after);
      break;
    case Type::renames_column:
      rename(with_column(effect.column), with_column(effect.to));
      break;
    case Type::locks:
    case Type::empties:
    case Type::rewrites:
    case Type::drops_identity:
    case Type::counts_from:
    case Type::restarts:
    case Type::fills:
      break;
  }
}

std::vector<sql::Name> NameHistory::relation(const sql::Name& name) const {
  if (made_.contains(name)) return {};
  std::vector<sql::Name> names;
  if (const auto found = earlier_.find(name); found != earlier_.end()) {
    names = found->second;
  } else if (const auto schema = schemas_.find(name.front()); name.size() > 1 && schema != schemas_.end()) {
    names.push_back(name);
    names.back().front() = schema->second;
  }
  names.push_back(name);
  return names;
}

std::vector<sql::Name> NameHistory::column(const sql::Name& relation, const std::string& column) const {
  sql::Name now = relation;
  now.push_back(column);
  if (made_.contains(now)) return {};
  const std::vector<sql::Name> relations = this->relation(relation);
  std::vector<sql::Name> names;
  const auto found = earlier_.find(now);
  if (found != earlier_.end()) names = found->second;
  for (sql::Name name : relations) {
    name.push_back(found == earlier_.end() ? column : found->second.front().back());
    names.push_back(std::move(name));
  }
  if (!relations.empty() && (names.empty() || names.back() != now)) names.push_back(now);
  return names;
}

void NameHistory::rename(const sql::Name& before, const sql::Name& after) {
  std::vector<sql::Name> names;
  if (const auto found = earlier_.find(before); found != earlier_.end()) names = std::move(found->second);
  earlier_.erase(before);
  move_within(made_, before, after);
  move_within(earlier_, before, after);
  // What was made stays new; what was there keeps its first name.
  if (made_.contains(after)) return;
  if (names.size() >= most_names) names.erase(names.begin() + 1);
  names.push_back(before);
  earlier_[after] = std::move(names);
}

void NameHistory::rename_schema(const std::string& before, const std::string& after) {
  rename({before}, {after});
  made_.erase({after});
  earlier_.erase({after});
  const auto known = schemas_.find(before);
  const std::string first = known == schemas_.end() ? before : known->second;
  schemas_.erase(before);
  schemas_[after] = first;
}

}  // namespace pgplumb::plan
