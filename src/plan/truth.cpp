#include "plan/truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "catalog/readable.hpp"
#include "plan/columns_set_aside.hpp"
#include "plan/hazards.hpp"
#include "plan/name_history.hpp"
#include "plan/search_path.hpp"
#include "sql/statements.hpp"

namespace pgplumb::plan {

namespace {

using Type = sql::Effect::Type;

std::string noun_and(const std::string& noun, const sql::Name& name) {
  return noun + " " + catalog::readable(name);
}

/// What steps say that they destroy, "column app.t.a, column app.t.b", one by one. A name may hold commas: the head of
/// the plan, which has each loss on a line of its own, says where it ends.
class Losses {
 public:
  explicit Losses(const Plan& plan) : heads_(plan.destroys.begin(), plan.destroys.end()) {
    for (const std::string& head : heads_) {
      std::size_t parts = 1;
      for (std::size_t at = 0; (at = head.find(comma, at)) != std::string::npos; at += comma.size()) ++parts;
      most_parts_ = std::max(most_parts_, std::min(parts, most_parts_of_names));
    }
  }

  [[nodiscard]] bool heads(const std::string& lost) const { return heads_.contains(lost); }

  /// `unknown`: those that are not in the head.
  [[nodiscard]] std::set<std::string> of(const Step& step, std::vector<std::string>* unknown = nullptr) const {
    std::vector<std::string> parts;
    for (std::string_view rest = step.destroys; !rest.empty();) {
      const std::size_t end = std::min(rest.find(comma), rest.size());
      parts.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + comma.size(), rest.size()));
    }
    std::set<std::string> losses;
    for (std::size_t at = 0; at < parts.size();) {
      std::string loss = parts[at];
      std::size_t behind = at + 1;
      while (!heads(loss) && behind < parts.size() && behind - at < most_parts_)
        loss.append(comma).append(parts[behind++]);
      if (!heads(loss)) {
        loss = parts[at];
        behind = at + 1;
        if (unknown != nullptr) unknown->push_back(loss);
      }
      losses.insert(std::move(loss));
      at = behind;
    }
    return losses;
  }

 private:
  static constexpr std::string_view comma = ", ";
  static constexpr std::size_t most_parts_of_names = 96;  // three names of 63 bytes hold no more commas

  std::set<std::string> heads_;
  std::size_t most_parts_ = 1;
};

/// Locks that are held, found by the end of what they are on: "materialized view app.m" has the name app.m.
class Held {
 public:
  void clear() { *this = {}; }

  void add(const std::string& object, sql::LockMode mode) {
    sql::LockMode& held = modes_[reversed(object)];
    held = std::max(held, mode);
    if (object.starts_with(std::string(sql::noun::identity) + " ")) identities_ = std::max(identities_, mode);
  }

  /// On `object`, on whatever is called `name`, on any identity: at least `mode`.
  [[nodiscard]] bool on(const std::string& object, sql::LockMode mode) const {
    const auto found = modes_.find(reversed(object));
    return found != modes_.end() && found->second >= mode;
  }
  [[nodiscard]] bool on(const sql::Name& name, sql::LockMode mode) const {
    const std::string end = reversed(" " + catalog::readable(name));
    for (auto held = modes_.lower_bound(end); held != modes_.end() && held->first.starts_with(end); ++held)
      if (held->second >= mode) return true;
    return false;
  }
  [[nodiscard]] bool on_identity(sql::LockMode mode) const { return identities_ >= mode; }

 private:
  static std::string reversed(const std::string& text) { return {text.rbegin(), text.rend()}; }

  std::map<std::string, sql::LockMode> modes_;
  sql::LockMode identities_ = sql::LockMode::none;
};

/// Whether `object`, "materialized view app.m", has one of these names, whatever its kind.
bool is_called(const std::string& object, const std::vector<sql::Name>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const sql::Name& name) { return object.ends_with(" " + catalog::readable(name)); });
}

/// What a statement takes along, known by all names that it had.
struct Known {
  const sql::Effect& effect;
  std::vector<sql::Name> names;  ///< of the relation or column; empty if the plan has made it
};

/// Goes through all statements of a plan in order.
class Walk {
 public:
  explicit Walk(const Plan& plan) : plan_(plan) {}

  std::function<void(const Batch&)> batch = [](const Batch&) {};
  std::function<void(const Step&, const sql::Effects&)> statement = [](const Step&, const sql::Effects&) {};
  std::function<void(const Step&, const Known&)> in_step = [](const Step&, const Known&) {};
  std::function<void(const Manual&, const Known&)> in_section = [](const Manual&, const Known&) {};
  std::function<void(const Manual&, const sql::Effects&)> statement_of_section = [](const Manual&,
                                                                                    const sql::Effects&) {};

  void run() {
    for (const Batch& one : plan_.batches) {
      batch(one);
      for (const Step& step : one.steps)
        for (const std::string& text : step.statements) {
          if (sets_path(step, text)) continue;
          const sql::Effects effects = sql::effects_of(text);
          statement(step, effects);
          each(effects, [&](const Known& known) { in_step(step, known); });
        }
      if (one.manual) section(*one.manual);
    }
  }

 private:
  void section(const Manual& manual) {
    std::vector<sql::Statement> statements;
    try {
      statements = sql::scan(manual.bytes, manual.position.file).statements;
    } catch (const DiagnosedError&) {
      return;  // the server refuses it as well
    }
    // Where the path changes, a name without a schema is not always that of the same relation.
    bool changes_path = false;
    for (const sql::Statement& one : statements) changes_path |= one.text.find("search_path") != std::string::npos;
    for (const sql::Statement& one : statements) {
      const sql::Effects effects = sql::effects_of(one.text);
      statement_of_section(manual, effects);
      each(effects, [&](const Known& known) {
        const bool anybodys = changes_path && known.effect.name.size() < 2 && known.names.empty();
        in_section(manual, anybodys ? Known{known.effect, {known.effect.name}} : known);
      });
    }
  }

  template <typename Visit>
  void each(const sql::Effects& effects, const Visit& visit) {
    for (const sql::Effect& effect : effects.effects) {
      const bool column =
          effect.type == Type::drops_column || effect.type == Type::drops_identity || effect.type == Type::fills;
      visit(Known{effect, column ? history_.column(effect.name, effect.to) : history_.relation(effect.name)});
      history_.take(effect);
    }
  }

  const Plan& plan_;
  NameHistory history_;
};

/// "table app.users" where the list of what the plan starts from has it so, else with the noun of the statement.
class Nouns {
 public:
  explicit Nouns(const Plan& plan) : plan_(plan) {}

  std::string operator()(const Known& known) {
    if (objects_.empty())
      for (const auto& [object, hash] : plan_.manifest) add(object);
    for (const sql::Name& name : known.names)
      if (const auto found = objects_.find(catalog::readable(name)); found != objects_.end()) return found->second;
    return noun_and(known.effect.noun, known.names.front());
  }

 private:
  // Relations have names of two parts; the first that is called so is one, or the index behind a constraint.
  void add(const std::string& object) {
    for (const std::string noun : sql::noun::relations)
      if (object.starts_with(noun + " ")) objects_.emplace(object.substr(noun.size() + 1), object);
  }

  const Plan& plan_;
  std::map<std::string, std::string> objects_;
};

class Judge {
 public:
  explicit Judge(const Plan& plan) : plan_(plan), nouns_(plan), losses_(plan) {}

  std::vector<Shortfall> run() {
    Walk walk(plan_);
    walk.batch = [this](const Batch& batch) {
      held_.clear();
      transaction_ = batch.transaction;
    };
    walk.statement = [this](const Step& step, const sql::Effects& effects) { begin(step, effects); };
    walk.in_step = [this](const Step& step, const Known& known) { judge(step, known); };
    walk.run();
    headers();
    return std::move(found_);
  }

 private:
  void begin(const Step& step, const sql::Effects& effects) {
    if (!transaction_ || step_ != &step) {
      if (!transaction_) held_.clear();
      for (const std::string& claim : step.measured.locks) {
        const Lock lock = lock_of(claim);
        held_.add(lock.relation, sql::lock_mode(lock.mode));
      }
      if (step_ != &step) said_ = losses_.of(step);
      step_ = &step;
    }
    if (!effects.known)
      add(Shortfall::Type::statement, step, "",
          fmt::format("step {} holds a statement that no step has: {}", step.number, effects.begins));
    if (effects.cascades)
      add(Shortfall::Type::statement, step, "",
          fmt::format("step {} drops with CASCADE, which takes along what the plan does not name", step.number));
    if (!manages("privileges") && (effects.begins.starts_with("GRANT") || effects.begins.starts_with("REVOKE")))
      add(Shortfall::Type::statement, step, "",
          fmt::format("step {} changes privileges, which the plan does not manage", step.number));
  }

  [[nodiscard]] bool manages(const std::string& what) const {
    return plan_.projection.find(what + "=off") == std::string::npos;
  }

  void judge(const Step& step, const Known& known) {
    const sql::Effect& effect = known.effect;
    if (effect.name.size() < 2 && effect.noun != sql::noun::schema && effect.type != Type::makes)
      add(Shortfall::Type::statement, step, "",
          fmt::format("step {} names {} without its schema", step.number, catalog::readable(effect.name)));
    if (known.names.empty()) return;
    switch (effect.type) {
      case Type::locks:
        lock(step, known);
        break;
      case Type::rewrites:
        if (plan_.proof == Proof::passed && step.measured.rewrites.empty())
          add(Shortfall::Type::rewrites, step, "rewrites: " + nouns_(known),
              fmt::format("step {} writes {} anew", step.number, nouns_(known)));
        break;
      case Type::drops:
        drop(step, known);
        break;
      case Type::drops_column:
        // Told nowhere, it is a computed one, or so the plan says: columns_told_computed().
        if (std::any_of(known.names.begin(), known.names.end(), [&](const sql::Name& name) {
              const std::string column = noun_and(sql::noun::column, name);
              return losses_.heads(column) || said_.contains(column);
            }))
          lose(step, known, noun_and(sql::noun::column, first(known)));
        break;
      case Type::drops_identity:
        if (std::none_of(known.names.begin(), known.names.end(),
                         [&](const sql::Name& name) { return counted_on(noun_and(sql::noun::identity, name)); }))
          lose(step, known, "position of " + noun_and(sql::noun::identity, first(known)));
        break;
      case Type::renames:
        if (effect.noun == sql::noun::sequence) aside_.emplace(step.object, effect.to);
        break;
      case Type::counts_from:
        for (const sql::Name& name : known.names) counted_.insert(name);
        break;
      case Type::restarts:
        add(Shortfall::Type::statement, step, "", fmt::format("step {} sets a counter to a position", step.number));
        break;
      case Type::fills:
        add(Shortfall::Type::statement, step, "",
            fmt::format("step {} gives rows a value in {}, which the plan does not add", step.number,
                        noun_and(sql::noun::column, first(known))));
        break;
      default:
        break;
    }
  }

  static const sql::Name& first(const Known& known) { return known.names.front(); }

  void lock(const Step& step, const Known& known) {
    if (plan_.proof != Proof::passed) return;
    // The index behind a constraint is no object of its own, and has no line; such a lock keeps nobody waiting.
    if (known.effect.noun == sql::noun::index && known.effect.lock <= sql::LockMode::share_update_exclusive) return;
    // The sequence behind an identity is told by the column.
    if (held_.on(nouns_(known), known.effect.lock) ||
        (known.effect.noun == sql::noun::sequence && held_.on_identity(known.effect.lock)) ||
        std::any_of(known.names.begin(), known.names.end(),
                    [&](const sql::Name& name) { return held_.on(name, known.effect.lock); }))
      return;
    const std::string line = to_string(known.effect.lock) + " on " + nouns_(known);
    add(Shortfall::Type::locks, step, "locks: " + line, fmt::format("step {} takes the lock {}", step.number, line));
    held_.add(nouns_(known), known.effect.lock);
  }

  void drop(const Step& step, const Known& known) {
    const std::string& noun = known.effect.noun;
    const std::string object = noun_and(noun, first(known));
    if ((step.change != Change::drop && step.change != Change::replace) ||
        !(is_called(step.object, known.names) || noun == sql::noun::sequence || noun == sql::noun::index))
      add(Shortfall::Type::title, step, "drop " + object,
          fmt::format("step {} drops {} and is called \"{} {}\"", step.number, object, to_string(step.change),
                      step.object));
    if (noun == sql::noun::table) lose(step, known, object);
    if (noun == sql::noun::sequence && std::none_of(known.names.begin(), known.names.end(),
                                                    [&](const sql::Name& name) { return counted_.contains(name); }))
      lose(step, known, "position of " + object);
  }

  void lose(const Step& step, const Known& known, const std::string& lost) {
    // Any of the names that it has had will do.
    const std::string kind = lost.substr(0, lost.size() - catalog::readable(first(known)).size());
    for (const sql::Name& name : known.names) {
      const std::string other = kind + catalog::readable(name);
      if (said_.contains(other) && losses_.heads(other)) return;
    }
    add(Shortfall::Type::destroys, step, "destroys: " + lost, fmt::format("step {} destroys {}", step.number, lost));
  }

  [[nodiscard]] bool counted_on(const std::string& identity) const {
    const auto [begin, end] = aside_.equal_range(identity);
    return std::any_of(begin, end, [&](const auto& one) {
      return std::any_of(counted_.begin(), counted_.end(),
                         [&](const sql::Name& name) { return name.back() == one.second; });
    });
  }

  /// What a step says that it destroys stands in the header as well.
  void headers() {
    for (const Batch& batch : plan_.batches)
      for (const Step& step : batch.steps) {
        if (step.destroys.empty()) continue;
        std::vector<std::string> unknown;
        (void)losses_.of(step, &unknown);
        if (unknown.empty()) continue;
        const std::string lost = fmt::format("{}", fmt::join(unknown, ", "));
        add(Shortfall::Type::destroys, step, "destroys: " + lost,
            fmt::format("step {} destroys {}, which the head of the plan does not say", step.number, lost));
      }
  }

  void add(Shortfall::Type type, const Step& step, const std::string& line, const std::string& message) {
    found_.push_back({type, step.number, line, message + (line.empty() ? "" : "; no line of the plan says so")});
  }

  const Plan& plan_;
  Nouns nouns_;
  Losses losses_;
  std::vector<Shortfall> found_;
  Held held_;                    // by the transaction, as its steps tell
  std::set<std::string> said_;   // by step_, to be destroyed
  std::set<sql::Name> counted_;  // sequences whose position was taken over
  std::multimap<std::string, std::string> aside_;
  const Step* step_ = nullptr;
  bool transaction_ = true;
};

std::string hazard_of(sql::LockMode mode) {
  std::string hazard = "locks-";
  for (const char c : to_string(mode)) hazard += c == ' ' ? '-' : static_cast<char>(c - 'A' + 'a');
  return hazard;
}

}  // namespace

std::vector<Shortfall> find_shortfalls(const Plan& plan) {
  return Judge(plan).run();
}

void complete_claims(Plan& plan) {
  std::map<int, Step*> steps;
  for (Batch& batch : plan.batches)
    for (Step& step : batch.steps) steps[step.number] = &step;
  for (const Shortfall& shortfall : find_shortfalls(plan)) {
    Measured& measured = steps.at(shortfall.step)->measured;
    const std::string what = shortfall.line.substr(std::min(shortfall.line.find(' ') + 1, shortfall.line.size()));
    if (shortfall.type == Shortfall::Type::locks) measured.locks.push_back(what);
    if (shortfall.type == Shortfall::Type::rewrites) measured.rewrites.push_back(what);
  }
}

std::vector<Deed> find_deeds(const Plan& plan) {
  std::vector<Deed> deeds;
  Nouns nouns(plan);
  const auto add = [&](const std::string& who, const Known& known, bool person) {
    const sql::Effect& effect = known.effect;
    if (known.names.empty()) return;
    const auto push = [&](const std::string& hazard, const std::string& object, const std::string& does) {
      deeds.push_back({hazard, object, who + " " + does, effect.name.size() < 2 && effect.noun != sql::noun::schema});
    };
    const std::string object = nouns(known);
    switch (effect.type) {
      case Type::locks:
        push(hazard_of(effect.lock), object, "takes the lock " + to_string(effect.lock) + " on " + object);
        break;
      case Type::rewrites:
        for (const char* hazard : {"rewrites", "blocks-reads", "blocks-writes"})
          push(hazard, object, "writes " + object + " anew");
        break;
      case Type::empties:
        push("destroys", object, "takes rows out of " + object);
        break;
      case Type::drops:
        push("drops", object, "drops " + object);
        if (effect.noun == sql::noun::table && person) push("destroys", object, "destroys " + object);
        break;
      case Type::restarts:
        push("destroys", "position of " + object, "sets " + object + " to a position");
        break;
      case Type::drops_column: {
        const std::string column = noun_and(sql::noun::column, known.names.front());
        push("drops", column, "drops " + column);
        if (person) push("destroys", column, "destroys " + column);
        break;
      }
      default:
        break;
    }
  };
  Walk walk(plan);
  walk.in_section = [&](const Manual& manual, const Known& known) {
    add("manual section \"" + manual.name + "\"", known, true);
  };
  walk.statement_of_section = [&](const Manual& manual, const sql::Effects& effects) {
    if (!effects.cascades) return;
    for (const char* hazard : {"drops", "destroys"})
      deeds.push_back(
          {hazard, "what " + effects.begins + " CASCADE takes along",
           "manual section \"" + manual.name + "\" drops with CASCADE, which takes along what it does not name",
           false});
  };
  walk.in_step = [&](const Step& step, const Known& known) {
    if (plan.proof != Proof::passed || known.effect.type == Type::drops_column)
      add("step " + std::to_string(step.number), known, false);
  };
  walk.run();
  return deeds;
}

std::vector<ComputedColumn> columns_told_computed(const Plan& plan) {
  std::vector<ComputedColumn> columns;
  Walk walk(plan);
  std::size_t batches = 0;
  const Losses losses(plan);
  const Step* last = nullptr;
  std::set<std::string> said;  // by it, to be destroyed
  const std::set<sql::Name> set_aside = columns_set_aside(plan);
  walk.batch = [&](const Batch&) { ++batches; };
  walk.in_step = [&](const Step& step, const Known& known) {
    if (known.effect.type != Type::drops_column || known.names.empty()) return;
    sql::Name dropped = known.effect.name;
    dropped.push_back(known.effect.to);
    if (set_aside.contains(dropped)) return;
    ComputedColumn column{batches - 1, step.number, {}};
    for (const sql::Name& name : known.names) column.names.push_back(noun_and(sql::noun::column, name));
    if (std::exchange(last, &step) != &step) said = losses.of(step);
    if (std::none_of(column.names.begin(), column.names.end(),
                     [&](const std::string& name) { return said.contains(name); }))
      columns.push_back(std::move(column));
  };
  walk.run();
  return columns;
}

Diagnostic untrue_step(Position position, std::string object, std::string message) {
  return {Severity::error, "plan-untrue", std::move(position), std::move(object), std::move(message), ""};
}

void refuse_untrue(std::vector<Diagnostic> untrue) {
  if (untrue.empty()) return;
  untrue.back().hint =
      "do not apply it: its lines were changed and its digest made anew; make the plan again with pgplumb plan -o";
  throw DiagnosedError("the plan does more than it says", std::move(untrue), ExitCode::refused);
}

}  // namespace pgplumb::plan
