// The sequence written as SQL: one step per node that has statements of its own.

#include <algorithm>

#include "diff/diff.hpp"
#include "plan/guard.hpp"
#include "plan/work.hpp"
#include "sql/backfill.hpp"
#include "sql/identifier.hpp"
#include "sql/kept_rights.hpp"

namespace pgplumb::plan {

namespace {

using catalog::Creation;

struct Body {
  std::string text;
  std::vector<Sql> after;
};

// A creation with everything that is folded into it, however deep.
Body body_of(const Work& work, NodeIndex index, const Creation& creation) {
  Body body{creation.open, {}};
  std::vector<std::string> items;
  std::vector<Sql> inner_after;
  for (const NodeIndex folded : work.nodes[index].folded) {
    Body inner = body_of(work, folded, *work.nodes[folded].creation);
    items.push_back(std::move(inner.text));
    inner_after.insert(inner_after.end(), inner.after.begin(), inner.after.end());
  }
  if (!items.empty()) {
    body.text += creation.before_items;
    for (std::size_t at = 0; at < items.size(); ++at) body.text += (at == 0 ? "" : creation.separator) + items[at];
    body.text += creation.after_items;
  }
  body.text += creation.close;
  body.after = std::move(inner_after);
  body.after.insert(body.after.end(), creation.after.begin(), creation.after.end());
  return body;
}

// What a creation and those folded into it ask of rows.
void add_demands_of(const Work& work, NodeIndex index, Step& step) {
  add_demands(work, work.nodes[index].creation->demands, step);
  for (const NodeIndex folded : work.nodes[index].folded) add_demands_of(work, folded, step);
}

// What takes its position over, and from where.
struct Takeover {
  const Object& old;
  catalog::Counter from;
  catalog::Counter to;
  std::string standing;  ///< the SQL name of the old one at that moment
};

Takeover takeover_of(const Work& work, const Item& item) {
  const Object& old = *item.predecessor;
  const catalog::Counter from = *old.id.kind->counter(old);
  const Item* left = work.item_from(old);
  return {old, from, *work.id(item).kind->counter(work.object(item)),
          left != nullptr && left->aside ? from.aside : from.relation};
}

// PostgreSQL sets a sequence outside of transactions; the one that is set here was made in this one. A position that
// was never left is the old start, which the new one need not have; nor need it have that position at all.
Sql take_position(const Takeover& takeover) {
  const auto& [old, from, to, standing] = takeover;
  std::string text = "SELECT pg_catalog.setval(" + sql::literal(to.relation) +
                     "::pg_catalog.regclass, last_value, is_called) FROM " + standing;
  const std::string limits = to.limits_within(from);
  const std::string moved = from.start == to.start ? "" : "is_called OR last_value <> " + std::to_string(from.start);
  if (limits.empty()) return {text + (moved.empty() ? "" : " WHERE " + moved)};
  return {text + " WHERE last_value " + limits + (moved.empty() ? "" : " AND (" + moved + ")")};
}

// Whether it is made by Creation::online. That is of the whole: what would stand in its statement and is made later,
// for what it needs, it does not know.
bool is_made_online(const Work& work, NodeIndex index) {
  const std::vector<Sql>& online = work.nodes[index].creation->online;
  if (!work.options.online || online.empty()) return false;
  // Which rows have no value because a fill was interrupted, and which since somebody took it away, no new plan knows.
  if (!work.options.has_checkpoints &&
      std::any_of(online.begin(), online.end(), [](const Sql& sql) { return sql::backfill_of(sql.text).has_value(); }))
    return false;
  const ObjectId& id = work.id(work.items[work.nodes[index].item]);
  return std::none_of(work.nodes.begin(), work.nodes.end(), [&](const Node& node) {
    return node.creation && node.creation->host == id && node.folded_into != index;
  });
}

std::vector<Sql> creation_statements(const Work& work, NodeIndex index) {
  const Creation& creation = *work.nodes[index].creation;
  std::vector<Sql> statements = creation.before;
  Body body = body_of(work, index, creation);
  if (is_made_online(work, index)) {
    statements.insert(statements.end(), creation.online.begin(), creation.online.end());
    statements.insert(statements.end(), body.after.begin(), body.after.end());
    return statements;
  }
  if (!creation.nothing && !(creation.prefix + body.text).empty())
    statements.push_back({creation.prefix + body.text, creation.alter, creation.in_transaction});
  statements.insert(statements.end(), body.after.begin(), body.after.end());
  return statements;
}

// The statement that holds the plan up where the guard is violated, told from other errors by its SQLSTATE.
Sql guard_statement(const catalog::Guard& guard) {
  return {"DO " + sql::dollar_quoted("\nBEGIN\n    IF " + guard.violated +
                                     " THEN\n        RAISE EXCEPTION USING ERRCODE = " + sql::literal(guard_sqlstate) +
                                     ",\n            MESSAGE = " + sql::literal(guard.loses + " would be lost") +
                                     ",\n            HINT = " + sql::literal(guard.remedy) + ";\n    END IF;\nEND\n")};
}

// A step for each guard of an alteration whose loss nobody has allowed; what is allowed is named by the alteration.
void add_guards(const Work& work, const Item& item, const std::vector<catalog::Guard>& guards, RawStep& altering,
                std::vector<RawStep>& steps) {
  for (const catalog::Guard& guard : guards) {
    if (work.options.may_lose(guard.loses)) {
      altering.step.destroys += (altering.step.destroys.empty() ? "" : ", ") + guard.loses;
      continue;
    }
    RawStep raw;
    raw.item = altering.item;
    raw.guarded = altering.nodes.front();
    raw.step.change = Change::guard;
    raw.step.object = to_string(work.id(item));
    raw.step.notes = {"stops here if " + guard.loses + " would be lost"};
    raw.statements = {guard_statement(guard)};
    steps.push_back(std::move(raw));
  }
}

void add_dangers(const Work& work, const Object& object, Step& step) {
  for (const catalog::Danger& danger : object.id.kind->dangers(object, work))
    step.dangers.push_back({danger.hazard, to_string(danger.object)});
}

// Its kind is asked once: find_losses() wants the guards again.
const catalog::Alteration& alteration_of(const Work& work, const Item& item) {
  if (item.alteration) return *item.alteration;
  const Object& from = work.from()[item.from];
  const Object& to = work.to()[item.to];
  catalog::Alteration all;
  if (item.follows) all = to.id.kind->follow(from, to, work);
  if (!item.fields.empty()) {
    const catalog::Alteration own = to.id.kind->alter(from, to, item.fields, work);
    const bool online = work.options.online && !item.follows && !own.online.empty();
    const std::vector<Sql>& statements = online ? own.online : own.statements;
    all.prepare = own.prepare;
    all.statements.insert(all.statements.end(), statements.begin(), statements.end());
    all.remove = own.remove;
    all.guards.insert(all.guards.end(), own.guards.begin(), own.guards.end());
    all.demands.insert(all.demands.end(), own.demands.begin(), own.demands.end());
  }
  return item.alteration.emplace(std::move(all));
}

// Of what goes and comes again, in one transaction, and of whose rights no statement of the plan speaks.
std::optional<sql::KeptRights> rights_of(const Work& work, const Item& item) {
  return item.act == Act::replace ? work.options.rights_to_keep(work.from()[item.from].id) : std::nullopt;
}

Position position_of(const Work& work, ObjectIndex index) {
  for (const Object* at = &work.to()[index]; at != nullptr; at = work.to().parent_of(*at)) {
    const auto found = work.options.positions.find(at->id);
    if (found != work.options.positions.end()) return found->second;
    if (at->id.kind->is_namespace()) break;
  }
  return {};
}

// What is done for a new object before anything goes for it.
void write_prepared(const Work& work, const Item& item, RawStep& raw) {
  const Object& object = work.to()[item.to];
  const Creation creation = *object.id.kind->prepare(object, work);
  raw.step.change = item.act == Act::replace ? Change::replace : Change::create;
  raw.statements = creation.online;
  raw.step.notes = {"done before anything goes for it"};
  add_demands(work, creation.demands, raw.step);
}

}  // namespace

std::vector<catalog::Guard> guards_of(const Work& work, const Item& item) {
  if (item.act == Act::alter) return alteration_of(work, item).guards;
  if (item.predecessor == nullptr) return {};
  const Takeover takeover = takeover_of(work, item);
  return takeover.to.guard(takeover.from, takeover.standing, takeover.old.id.kind->loses(takeover.old));
}

std::vector<RawStep> write_steps(Work& work) {
  std::vector<RawStep> steps;
  for (const NodeIndex index : work.sequence) {
    const Node& node = work.nodes[index];
    if (node.folded_into != none) continue;
    const Item& item = work.items[node.item];
    RawStep raw;
    raw.item = node.item;
    raw.nodes = {index};
    raw.step.object = to_string(work.id(item));
    switch (node.move) {
      case Move::down: {
        const Object& object = work.from()[item.from];
        raw.step.change = Change::drop;
        if (!item.aside)
          for (const std::string& loss : losses_of(work, item.from))
            raw.step.destroys += (raw.step.destroys.empty() ? "" : ", ") + loss;
        if (work.options.online && item.act == Act::drop) raw.statements = object.id.kind->drop_online(object, work);
        if (raw.statements.empty())
          raw.statements = item.aside ? object.id.kind->aside(object, work)->move : object.id.kind->drop(object, work);
        if (const auto rights = rights_of(work, item))
          raw.statements.insert(raw.statements.begin(), {*sql::keep_statement(*rights)});
        if (item.aside) raw.step.change = Change::replace;
        add_dangers(work, work.from()[item.from], raw.step);
        break;
      }
      case Move::up:
        raw.step.change = item.act == Act::replace ? Change::replace : Change::create;
        raw.statements = creation_statements(work, index);
        if (const auto rights = rights_of(work, item)) {
          raw.statements.push_back({sql::restore_statement(*rights)});
          raw.step.notes = {"keeps " + to_string(*rights) + ", which are not compared"};
        }
        if (is_made_online(work, index)) add_dangers(work, work.to()[item.to], raw.step);
        add_demands_of(work, index, raw.step);
        if (item.predecessor != nullptr) {
          const Takeover takeover = takeover_of(work, item);
          raw.statements.push_back(take_position(takeover));
          raw.step.notes = {"begins where " + to_string(takeover.old.id) + " stands"};
          add_guards(work, item, guards_of(work, item), raw, steps);
        }
        break;
      case Move::prepare:
      case Move::change: {
        if (item.comes()) {
          write_prepared(work, item, raw);
          break;
        }
        const catalog::Alteration& alteration = alteration_of(work, item);
        raw.step.change = Change::alter;
        raw.statements = node.move == Move::prepare ? alteration.prepare : alteration.statements;
        // What rows may stop or lose begins with what is made beside them.
        if (!item.is_displaced() || node.move == Move::prepare) {
          add_guards(work, item, guards_of(work, item), raw, steps);
          add_dangers(work, work.from()[item.from], raw.step);
          add_demands(work, alteration.demands, raw.step);
        }
        if (node.move == Move::change) {
          diff::Difference difference{&work.from()[item.from], &work.to()[item.to], item.fields};
          const std::vector<std::string> fields = diff::describe_fields(difference);
          raw.step.notes.insert(raw.step.notes.begin(), fields.begin(), fields.end());
        }
        break;
      }
      case Move::remove: {
        const Object& object = work.from()[item.from];
        raw.step.change = item.is_displaced() ? Change::alter : Change::replace;
        if (item.is_displaced()) {
          raw.statements = alteration_of(work, item).remove;
          break;
        }
        catalog::Kind::Aside aside = *object.id.kind->aside(object, work);
        const bool online = work.options.online && !aside.remove_online.empty();
        raw.statements = std::move(online ? aside.remove_online : aside.remove);
        break;
      }
    }
    if (raw.statements.empty()) continue;
    if (!work.options.online)
      for (Sql& statement : raw.statements) statement.phase = catalog::Phase::change;
    if (item.to != catalog::no_object && node.move != Move::down) raw.step.position = position_of(work, item.to);
    steps.push_back(std::move(raw));
  }
  return steps;
}

}  // namespace pgplumb::plan
