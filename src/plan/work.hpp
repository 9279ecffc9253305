// What the passes hand to each other: the objects with something to do, the graph of their steps, and an order.
//
// build.cpp lists the passes; each is one function in a file of its own, declared here with what holds after it.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/build.hpp"

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectId;
using catalog::ObjectIndex;
using catalog::Sql;

enum class Act { create, drop, replace, alter };

/// Index into Work::items and Work::nodes.
using ItemIndex = std::size_t;
using NodeIndex = std::size_t;
inline constexpr std::size_t none = SIZE_MAX;

/// One object with something to do.
struct Item {
  Act act = Act::alter;
  ObjectIndex from = catalog::no_object;  ///< in Work::from
  ObjectIndex to = catalog::no_object;    ///< in Work::to
  std::vector<std::size_t> fields;        ///< that differ
  bool reshaped = false;                  ///< altered so that its dependents have to be taken down
  bool displaced = false;                 ///< altered by another that takes its name
  bool follows = false;                   ///< altered by Kind::follow()
  bool aside = false;                     ///< replaced by moving it aside
  bool serves = false;                    ///< aside, and as Kind::Aside::serves says
  bool prepared = false;                  ///< Kind::prepare() is done before anything goes for it
  bool unprepared = false;                ///< not so, since that would close a cycle
  bool alone = false;                     ///< dropped by its own statement although its parent goes too
  const Object* predecessor = nullptr;    ///< the counter whose position it takes over
  mutable std::optional<catalog::Alteration> alteration = {};  ///< once steps were written

  [[nodiscard]] bool goes() const { return act == Act::drop || act == Act::replace; }
  [[nodiscard]] bool comes() const { return act == Act::create || act == Act::replace; }
  [[nodiscard]] bool is_displaced() const { return act == Act::alter && displaced; }
};

/// down: dropped, or moved aside. up: made. prepare: Kind::prepare(), before anything goes for it, or what is to
/// displace it is made beside it. change: altered. remove: what was moved aside or displaced is dropped.
enum class Move { down, up, prepare, change, remove };

struct Node {
  ItemIndex item = none;
  Move move = Move::change;
  NodeIndex folded_into = none;               ///< written inside this node's statement
  std::vector<NodeIndex> folded;              ///< written inside this one's, in order of place
  std::vector<NodeIndex> before;              ///< nodes that must run before this one
  std::optional<catalog::Creation> creation;  ///< of Move::up, from fold_nodes() on
};

class Work final : public catalog::Context {
 public:
  Work(const Catalog& from_catalog, const Catalog& to_catalog, const BuildOptions& build_options);

  [[nodiscard]] const Catalog& from() const override { return from_; }
  [[nodiscard]] const Catalog& to() const override { return to_; }
  [[nodiscard]] const Catalog& whole() const override { return options.whole != nullptr ? *options.whole : from_; }
  [[nodiscard]] bool is_created(const ObjectId& id) const override;
  [[nodiscard]] bool is_dropped(const ObjectId& id) const override;
  [[nodiscard]] bool expands() const override { return options.online && options.expand && options.has_checkpoints; }
  [[nodiscard]] bool is_prepared(const ObjectId& id) const override;
  [[nodiscard]] const std::string* using_expression(const ObjectId& id) const override;
  [[nodiscard]] char cast(const std::string& from_type, const std::string& to_type) const override;

  /// The item of an object of one side; nullptr if nothing happens to it.
  [[nodiscard]] Item* item_from(ObjectIndex index);
  [[nodiscard]] const Item* item_from(ObjectIndex index) const;
  /// The same for an object that need not be one of from(): an unmanaged counter.
  [[nodiscard]] const Item* item_from(const Object& object) const {
    const ObjectIndex index = from_.index_of(object.id);
    return index == catalog::no_object ? nullptr : item_from(index);
  }
  [[nodiscard]] Item* item_to(ObjectIndex index);
  /// Adds an item for an object that is in both catalogs, or returns the one there is.
  Item& item_for(ObjectIndex from_index);
  void add(Item item);

  [[nodiscard]] const Object& object(const Item& item) const {
    return item.to != catalog::no_object ? to_[item.to] : from_[item.from];
  }
  [[nodiscard]] const ObjectId& id(const Item& item) const { return object(item).id; }
  [[nodiscard]] NodeIndex node_of(ItemIndex item, Move move) const;

  const BuildOptions& options;
  std::vector<Item> items;
  std::vector<Node> nodes;
  std::vector<NodeIndex> sequence;

 private:
  friend void connect_nodes(Work& work);

  const Catalog& from_;
  const Catalog& to_;
  std::vector<ItemIndex> items_from_;
  std::vector<ItemIndex> items_to_;
  std::map<std::pair<ItemIndex, Move>, NodeIndex> node_of_;
};

/// Afterwards every difference has an item: create, alter, replace or drop, by its kind's rules.
void find_actions(Work& work);

/// Afterwards whatever depends on something dropped, replaced or reshaped is dropped before it and made again after it,
/// or follows it.
/// @throws DiagnosedError (refused) naming objects that would have to be touched and are not modelled
void take_dependents_along(Work& work);

/// Afterwards every counter that takes the place of another knows it, and one that goes is moved aside until then. One
/// that goes although a column stays that has its numbers goes by itself, so that its position is taken over or named.
void find_successors(Work& work);

/// Afterwards every item has its nodes, and every dependency is an edge "must run before".
void connect_nodes(Work& work);

/// Afterwards the graph has no cycle. @throws Error naming one that could not be broken
void break_cycles(Work& work);

/// Afterwards `sequence` holds every node: dependencies first, ties broken by group, rank and natural key.
void order_nodes(Work& work);

/// Afterwards columns, defaults and constraints stand in the statement of their table or column where the order allows.
void fold_nodes(Work& work);

/// What is lost when an object of `from` is dropped, each by its name: its own, and that of unmanaged objects that go
/// along.
[[nodiscard]] std::vector<std::string> losses_of(const Work& work, ObjectIndex dropped);

/// One node's statements, with those folded into it. Once steps are split, all of a step are of one phase.
struct RawStep {
  Step step;
  std::vector<Sql> statements;
  ItemIndex item = none;
  std::vector<NodeIndex> nodes;  ///< that it carries out; those folded into them are not named
  NodeIndex guarded = none;      ///< the node that a guard stands before
};

/// What must hold before its alteration, or before it takes over a position.
[[nodiscard]] std::vector<catalog::Guard> guards_of(const Work& work, const Item& item);

/// Adds to `step` that its success depends on rows. A query that would name what renames have made of something else is
/// left out: it is for the database as it is before them.
void add_demands(const Work& work, const std::vector<catalog::RowDemand>& demands, Step& step);

/// The sequence written as SQL.
[[nodiscard]] std::vector<RawStep> write_steps(Work& work);

/// Afterwards no step has statements that belong in different transactions, or are of different phases. In rounds: what
/// changes at once, then what is built beside everybody's work, then all validations (a table is read once for all of
/// its constraints), then what relies on them. Whoever needs the slow ones waits for the next round, and what it
/// replaces stays until then, unless the slow ones need that gone.
[[nodiscard]] std::vector<RawStep> split_online_steps(std::vector<RawStep> steps, const Work& work);

/// Neighbouring actions of one ALTER statement become one, if they are of one phase.
[[nodiscard]] std::vector<RawStep> merge_steps(std::vector<RawStep> steps);

/// Afterwards each step is numbered, and names the earlier ones that it must follow.
[[nodiscard]] std::vector<RawStep> connect_steps(std::vector<RawStep> steps, const Work& work);

/// Afterwards a step that runs functions whose bodies name something without its schema runs along the search_path that
/// people have, as far as nobody else may create anything there.
void give_paths(std::vector<RawStep>& steps, const Work& work);

/// Steps in transactions, cut where PostgreSQL demands it and around validations.
[[nodiscard]] std::vector<Batch> cut_batches(std::vector<RawStep> steps, const Work& work);

}  // namespace pgplumb::plan
