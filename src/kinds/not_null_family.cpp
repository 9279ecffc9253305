#include "kinds/not_null_family.hpp"

#include <algorithm>
#include <numeric>

#include "kinds/column_heirs.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/not_null.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

using Member = NotNullFamily::Member;

bool changes_name(const Pair<Column>& p) {
  return p.from.not_null && p.to.not_null && not_null_name(p.id(), p.from) != not_null_name(p.id(), p.to);
}

// No statement makes a constraint NOT VALID that is valid.
bool is_made_again(const Pair<Column>& p) {
  return p.from.not_null && p.to.not_null && !p.from.not_null_not_valid && p.to.not_null_not_valid;
}

/// A walk down and up again, which knows what the server has after each statement.
class Walk {
 public:
  Walk(const std::vector<Member>& members, const std::map<std::size_t, std::string>& aside) : members_(members) {
    for (const Member& member : members) {
      const Column& from = member.pair.from;
      const bool partition = is_part(member.pair);
      states_.push_back({from.not_null, !from.not_null_inherited && !partition, partition, false,
                         from.not_null_no_inherit, from.not_null_not_valid,
                         from.not_null ? not_null_name(member.pair.id(), from) : std::string()});
    }
    for (const auto& [member, name] : aside) states_[member].name = name;
  }

  std::vector<Sql> statements() {
    for (std::size_t member = 0; member < members_.size(); ++member) go_down(member);
    for (std::size_t member = members_.size(); member-- > 0;) go_up(member);
    return std::move(statements_);
  }

 private:
  struct State {
    bool is_there = false;
    bool is_own = false;       ///< besides what parents hand down
    bool is_part = false;      ///< of a partition, of which nobody knows whether it has one of its own
    bool is_doubtful = false;  ///< it was such a partition's, and its parent's went
    bool no_inherit = false;
    bool not_valid = false;
    std::string name;
  };

  static bool is_part(const Pair<Column>& p) { return is_partition(p.context.to(), p.id().path); }

  void say(std::size_t member, const std::string& action) {
    statements_.push_back({action, alter_table(members_[member].pair.id().path)});
  }

  void alter_inheritance(std::size_t member, const char* how) {
    say(member, "ALTER CONSTRAINT " + sql::identifier(states_[member].name) + how);
  }

  bool hands_down_now(std::size_t member) const { return states_[member].is_there && !states_[member].no_inherit; }

  bool is_held(std::size_t member) const {
    const auto& parents = members_[member].parents;
    return std::any_of(parents.begin(), parents.end(), [&](std::size_t parent) { return hands_down_now(parent); });
  }

  // A parent is to have one that it does not hand down yet, which this one is to be, or to find.
  bool will_be_held(std::size_t member) const {
    const auto& parents = members_[member].parents;
    return std::any_of(parents.begin(), parents.end(),
                       [&](std::size_t parent) { return hands_down_not_null(members_[parent].pair.to); });
  }

  // By the same name, and as valid.
  bool will_be_handed(std::size_t member) const {
    const Pair<Column>& p = members_[member].pair;
    const auto& parents = members_[member].parents;
    return std::any_of(parents.begin(), parents.end(), [&](std::size_t parent) {
      const Pair<Column>& above = members_[parent].pair;
      return hands_down_not_null(above.to) && !hands_down_now(parent) &&
             not_null_name(above.id(), above.to) == not_null_name(p.id(), p.to) &&
             above.to.not_null_not_valid == p.to.not_null_not_valid;
    });
  }

  void let_go(std::size_t member) {
    for (const std::size_t child : members_[member].children) {
      State& state = states_[child];
      if (!state.is_there || is_held(child)) continue;
      if (state.is_part)
        state.is_doubtful = true;
      else
        state.is_own = true;
    }
  }

  // What is made again is so by statements of their own: one ALTER would not keep to their order.
  void drop(std::size_t member) {
    const Pair<Column>& p = members_[member].pair;
    const Sql sql{alter_column(p.id()) + "DROP NOT NULL", alter_table(p.id().path)};
    statements_.push_back(p.to.not_null ? Sql{sql.alter + " " + sql.text} : sql);
    vanish(member);
  }

  void vanish(std::size_t member) {
    states_[member].is_there = states_[member].is_doubtful = false;
    for (const std::size_t child : members_[member].children) {
      State& state = states_[child];
      if (!state.is_there || is_held(child)) continue;
      if (state.is_part)
        state.is_doubtful = true;
      else if (!state.is_own)
        vanish(child);
    }
  }

  // What heirs have not yet, they get from it.
  void reach_down(std::size_t member) {
    if (!hands_down_now(member)) return;
    for (const std::size_t child : members_[member].children) {
      State& state = states_[child];
      if (state.is_there && !state.is_doubtful) continue;
      const bool part = state.is_part;
      state = {true, false, part, false, false, states_[member].not_valid, states_[member].name};
      reach_down(child);
    }
  }

  void rename_down(std::size_t member, const std::string& before, const std::string& after) {
    if (states_[member].name != before) return;
    states_[member].name = after;
    if (states_[member].no_inherit) return;
    for (const std::size_t child : members_[member].children) rename_down(child, before, after);
  }

  void validate_down(std::size_t member) {
    states_[member].not_valid = false;
    if (states_[member].no_inherit) return;
    for (const std::size_t child : members_[member].children)
      if (states_[child].is_there) validate_down(child);
  }

  void go_down(std::size_t member) {
    const Pair<Column>& p = members_[member].pair;
    State& state = states_[member];
    if (!state.is_there || is_held(member)) return;
    if (state.is_doubtful) {
      const bool stays = members_[member].children.empty() && p.to.not_null &&
                         state.name == not_null_name(p.id(), p.to) && state.not_valid == p.to.not_null_not_valid;
      if (!stays) drop(member);
      return;
    }
    const bool is_lost = !p.to.not_null || is_made_again(p);
    // What is to be the parent's alone is not there before that.
    const bool is_left_to_parent = p.to.not_null_inherited && state.is_own && will_be_held(member);
    const bool stops = !state.no_inherit && (p.to.not_null_no_inherit || members_[member].lets_go);
    if (is_lost || is_left_to_parent || (stops && is_partitioned(p.context.to(), p.id().path))) {
      drop(member);
    } else if (stops) {
      alter_inheritance(member, " NO INHERIT");
      state.no_inherit = true;
      let_go(member);
    }
  }

  void add_here(std::size_t member) {
    const Pair<Column>& p = members_[member].pair;
    const auto& children = members_[member].children;
    // The server takes a NOT VALID one below only where it is told of inheritance alone.
    const bool above_not_valid =
        hands_down_not_null(p.to) && !p.to.not_null_not_valid && !is_partitioned(p.context.to(), p.id().path) &&
        std::any_of(children.begin(), children.end(),
                    [&](std::size_t child) { return states_[child].is_there && states_[child].not_valid; });
    Column made = p.to;
    made.not_null_no_inherit |= above_not_valid;
    statements_.push_back(add_not_null(p.id(), made, alter_table(p.id().path), p.context.to()));
    State& state = states_[member];
    state = {true,
             true,
             state.is_part,
             false,
             made.not_null_no_inherit,
             made.not_null_not_valid,
             not_null_name(p.id(), made)};
    reach_down(member);
    if (above_not_valid) inherit(member);
  }

  void inherit(std::size_t member) {
    alter_inheritance(member, " INHERIT");
    states_[member].no_inherit = false;
    reach_down(member);
  }

  void go_up(std::size_t member) {
    const Pair<Column>& p = members_[member].pair;
    State& state = states_[member];
    if (!p.to.not_null) return;
    const std::string name = not_null_name(p.id(), p.to);
    if (!state.is_there || state.is_doubtful) {
      if (is_held(member)) return;
      const bool inherits =
          (p.to.not_null_inherited && will_be_held(member)) || (state.is_part && will_be_handed(member));
      if (!inherits) add_here(member);
      return;
    }
    if (!is_held(member) && state.name != name) {
      statements_.push_back(rename_not_null(p.id(), state.name, name));
      rename_down(member, std::string(state.name), name);
    }
    if (!is_held(member) && state.no_inherit && !p.to.not_null_no_inherit) inherit(member);
    if (state.not_valid && !p.to.not_null_not_valid && !is_validated_above(member)) {
      say(member, "VALIDATE CONSTRAINT " + sql::identifier(name));
      validate_down(member);
    }
  }

  bool is_validated_above(std::size_t member) const {
    const auto& parents = members_[member].parents;
    return std::any_of(parents.begin(), parents.end(), [&](std::size_t parent) {
      return hands_down_now(parent) && states_[parent].not_valid && !members_[parent].pair.to.not_null_not_valid;
    });
  }

  const std::vector<Member>& members_;
  std::vector<State> states_;
  std::vector<Sql> statements_;
};

}  // namespace

bool hands_down_not_null(const Column& column) {
  return column.not_null && !column.not_null_no_inherit;
}

bool differs_in_not_null(const Pair<Column>& p) {
  return p.from.not_null != p.to.not_null || p.from.not_null_name != p.to.not_null_name ||
         p.from.not_null_no_inherit != p.to.not_null_no_inherit || p.from.not_null_not_valid != p.to.not_null_not_valid;
}

NotNullFamily::NotNullFamily(const Pair<Column>& p) {
  std::map<ObjectId, std::size_t> known;
  add(p, known);
  sort_by_depth();
  mark();
}

void NotNullFamily::add(const Pair<Column>& first, std::map<ObjectId, std::size_t>& known) {
  known.emplace(first.id(), 0);
  members_.push_back({first, {}, {}});
  for (std::size_t at = 0; at < members_.size(); ++at) {
    const Pair<Column> p = members_[at].pair;
    const auto join = [&](const Pair<Column>& parent, const Pair<Column>& child) {
      if (!hands_down_not_null(parent.from) && !hands_down_not_null(parent.to)) return;
      const Pair<Column>& other = parent.id() == p.id() ? child : parent;
      const auto [found, is_new] = known.emplace(other.id(), members_.size());
      if (is_new) members_.push_back({other, {}, {}});
      const std::size_t above = parent.id() == p.id() ? at : found->second;
      const std::size_t below = parent.id() == p.id() ? found->second : at;
      auto& children = members_[above].children;
      if (std::find(children.begin(), children.end(), below) != children.end()) return;
      children.push_back(below);
      members_[below].parents.push_back(above);
    };
    for (const Pair<Column>& parent : parents_kept(p)) join(parent, p);
    for (const Pair<Column>& child : children_kept(p)) join(p, child);
  }
}

void NotNullFamily::sort_by_depth() {
  for (std::size_t round = 0; round < members_.size(); ++round) {
    bool moved = false;
    for (Member& member : members_)
      for (const std::size_t parent : member.parents)
        if (member.depth <= members_[parent].depth) {
          member.depth = members_[parent].depth + 1;
          moved = true;
        }
    if (!moved) break;
  }
  std::vector<std::size_t> order(members_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(members_[a].depth, members_[a].pair.id()) < std::pair(members_[b].depth, members_[b].pair.id());
  });
  std::vector<std::size_t> place(order.size());
  for (std::size_t at = 0; at < order.size(); ++at) place[order[at]] = at;
  std::vector<Member> sorted;
  for (const std::size_t at : order) {
    sorted.push_back(members_[at]);
    for (auto* list : {&sorted.back().parents, &sorted.back().children}) {
      for (std::size_t& other : *list) other = place[other];
      std::sort(list->begin(), list->end());
    }
  }
  members_.swap(sorted);
}

// Those that it hands the constraint down to have the same names before and after, at every depth.
bool NotNullFamily::is_renamed_alike(std::size_t member) const {
  const Pair<Column>& p = members_[member].pair;
  if (p.from.not_null_no_inherit) return true;
  const auto& children = members_[member].children;
  return std::all_of(children.begin(), children.end(), [&](std::size_t child) {
    const Pair<Column>& below = members_[child].pair;
    return changes_name(below) && not_null_name(below.id(), below.from) == not_null_name(p.id(), p.from) &&
           not_null_name(below.id(), below.to) == not_null_name(p.id(), p.to) && is_renamed_alike(child);
  });
}

void NotNullFamily::mark() {
  std::vector<bool> alike(members_.size());
  std::vector<bool> is_free(members_.size());
  for (std::size_t at = 0; at < members_.size(); ++at) {
    Member& member = members_[at];
    const Pair<Column>& p = member.pair;
    alike[at] = changes_name(p) && is_renamed_alike(at);
    bool held = false;
    bool reached = alike[at];
    for (const std::size_t parent : member.parents) {
      if (!hands_down_not_null(members_[parent].pair.from)) continue;
      held = true;
      const bool top = members_[parent].follows ||
                       std::none_of(members_[parent].parents.begin(), members_[parent].parents.end(),
                                    [&](std::size_t above) { return hands_down_not_null(members_[above].pair.from); });
      reached &= alike[parent] && top;
    }
    member.follows = held && reached;
    // Of itself it is changed by what only a constraint allows that no parent holds.
    is_free[at] = (changes_name(p) && !member.follows) || is_made_again(p) || (p.from.not_null && !p.to.not_null) ||
                  (p.from.not_null && p.from.not_null_no_inherit != p.to.not_null_no_inherit);
    member.lets_go = changes_name(p) && !member.follows && !alike[at];
  }
  for (std::size_t at = members_.size(); at-- > 0;) {
    if (!is_free[at] && !members_[at].lets_go) continue;
    for (const std::size_t parent : members_[at].parents)
      if (hands_down_not_null(members_[parent].pair.from)) members_[parent].lets_go = true;
  }
}

const NotNullFamily::Member* NotNullFamily::speaker() const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [](const Member& member) { return differs_in_not_null(member.pair); });
  return found == members_.end() ? nullptr : &*found;
}

std::size_t NotNullFamily::renamed_by(std::size_t member) const {
  while (members_[member].follows) {
    const auto& parents = members_[member].parents;
    member = *std::find_if(parents.begin(), parents.end(),
                           [&](std::size_t parent) { return hands_down_not_null(members_[parent].pair.from); });
  }
  return member;
}

bool NotNullFamily::gains(const Member& member) const {
  const auto becomes = [](const Pair<Column>& p) {
    return !p.from.not_null && p.to.not_null && !p.to.not_null_not_valid;
  };
  return becomes(member.pair) && std::none_of(member.parents.begin(), member.parents.end(), [&](std::size_t parent) {
           return becomes(members_[parent].pair) && !members_[parent].pair.to.not_null_no_inherit;
         });
}

std::vector<Sql> NotNullFamily::statements(const std::map<std::size_t, std::string>& aside) const {
  return Walk(members_, aside).statements();
}

}  // namespace pgplumb::kinds
