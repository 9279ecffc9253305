#include "plan/renames.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "kinds/kinds.hpp"
#include "plan/alike.hpp"
#include "plan/succession.hpp"
#include "sources/live.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectId;
using catalog::ObjectIndex;

namespace {

Diagnostic unmatched(const RenameWish& wish, const std::string& message, const std::string& hint) {
  return {Severity::error, "renamed-from", wish.position, to_string(wish.candidates.front()), message, hint};
}

ObjectId in_schema_of(const ObjectId& id, const ObjectId& other) {
  std::vector<std::string> path = id.path;
  path.front() = other.path.front();
  return {id.kind, std::move(path)};
}

// The candidate that is to be renamed now; nullopt if it has been.
std::optional<ObjectId> choose(const RenameWish& wish, const Catalog& now, std::vector<Diagnostic>& problems) {
  bool there_already = false;
  for (const ObjectId& candidate : wish.candidates) {
    const bool old_there = now.find(wish.old_id(candidate)) != nullptr;
    const bool new_there = now.find(candidate) != nullptr;
    if (old_there && !new_there) return candidate;
    if (old_there && new_there) {
      problems.push_back(
          unmatched(wish, "the database has both " + to_string(wish.old_id(candidate)) + " and " + to_string(candidate),
                    "remove the annotation, or drop one of them by hand first"));
      return std::nullopt;
    }
    there_already = there_already || new_there;
  }
  if (!there_already)
    problems.push_back(unmatched(wish,
                                 "the database has neither " + to_string(wish.old_id(wish.candidates.front())) +
                                     " nor " + to_string(wish.candidates.front()),
                                 "correct the old name in the annotation, or remove it"));
  return std::nullopt;
}

// Objects that the renames did not touch keep the texts that they have in the live database.
Catalog with_live_texts(const Catalog& live, const Catalog& before, const Catalog& after) {
  std::map<ObjectIndex, std::shared_ptr<const catalog::Attributes>> untouched;
  for (ObjectIndex index = 0; index < after.size(); ++index) {
    const Object* copy = before.find(after[index].id);
    const Object* original = live.find(after[index].id);
    if (copy != nullptr && original != nullptr && copy->id.kind->equal(*copy->attributes, *after[index].attributes))
      untouched[index] = original->attributes;
  }
  return after.with(untouched);
}

// Sequences, and what is the same but for its name, follow where none of them is hidden.
std::vector<RenameWish> followers(const Catalog& now, const Catalog& to, const catalog::Projection& projection) {
  if (find_successions(now, to).empty() && renames_of_what_is_alike(now, to).empty()) return {};
  const Catalog before = catalog::project(now, projection).catalog;
  const Catalog after = catalog::project(to, projection).catalog;
  std::vector<RenameWish> wishes = successions_by_rename(before, after);
  for (RenameWish& wish : renames_of_what_is_alike(before, after)) wishes.push_back(std::move(wish));
  return wishes;
}

// The copy that the renames are done on; made for the first one.
class Renamer {
 public:
  Renamer(const Catalog& from, const catalog::Projection& projection, const Rehearsal::CreateDatabase& create_database,
          const std::function<bool()>& may_make_roles)
      : from_(from),
        projection_(projection),
        create_database_(create_database),
        may_make_roles_(may_make_roles),
        now_(&from) {}

  [[nodiscard]] const Catalog& now() const { return *now_; }

  // False if the kind cannot be renamed. now() stays as it is until look().
  [[nodiscard]] bool rename(const Object& old, const ObjectId& to, const Position& position) {
    Step step;
    step.change = Change::rename;
    step.object = to_string(to);
    step.position = position;
    step.notes.push_back("from " + to_string(old.id));
    const Object* schema = now_->parent_of(old);
    const bool moves = schema != nullptr && schema->id.kind->is_namespace() && old.id.path.front() != to.path.front();
    Object moved = old;
    const auto set_schema = [&] {
      const ObjectId there{schema->id.kind, {to.path.front()}};
      if (now_->find(there) == nullptr)
        move({there, true, "CREATE " + there.kind->sql_name(there), "for " + to_string(to)});
      step.statements.push_back("ALTER " + moved.id.kind->sql_name(moved.id) + " SET SCHEMA " +
                                sql::identifier(to.path.front()));
      moved.id = in_schema_of(moved.id, to);
    };
    // Its old name may be another's where it goes.
    const bool is_renamed_first = moves && now_->find(in_schema_of(old.id, to)) != nullptr;
    if (moves && !is_renamed_first) set_schema();
    if (const ObjectId called = in_schema_of(to, moved.id); moved.id != called) {
      const auto statements = to.kind->rename(moved, called);
      if (!statements) return false;
      for (const catalog::Sql& statement : *statements) step.statements.push_back(statement.text);
      moved.id = called;
    }
    if (is_renamed_first) set_schema();
    execute(std::move(step));
    return true;
  }

  // False as well if the server cannot: what has that name may be nobody's that is known here.
  [[nodiscard]] bool try_to_rename(const Object& old, const ObjectId& to) {
    try {
      return rename(old, to, {});
    } catch (const ServerError&) {
      return false;
    }
  }

  // now() stays as it is until look().
  void move(const kinds::Move& move) {
    Step step;
    step.change = move.makes ? Change::create : Change::alter;
    step.object = to_string(move.object);
    if (!move.note.empty()) step.notes.push_back(move.note);
    step.statements.push_back(move.statement);
    execute(std::move(step));
  }

  void look() {
    after_ = sources::read_catalog(*copy_, sources::ReadIn::own_transaction_again);
    now_ = &after_;
  }

  [[nodiscard]] Renamed result() && {
    if (steps_.empty()) return {};
    return {with_live_texts(from_, before_, after_), std::move(steps_)};
  }

 private:
  void execute(Step step) {
    if (!copy_) {
      copy_ = create_database_();
      rebuild(*copy_, from_, projection_, may_make_roles_());
      before_ = sources::read_catalog(*copy_, sources::ReadIn::own_transaction_again);
    }
    for (const std::string& statement : step.statements) copy_->execute(statement);
    steps_.push_back(std::move(step));
  }

  const Catalog& from_;
  const catalog::Projection& projection_;
  const Rehearsal::CreateDatabase& create_database_;
  const std::function<bool()>& may_make_roles_;
  std::optional<postgres::Connection> copy_;
  Catalog before_;
  Catalog after_;
  const Catalog* now_;
  std::vector<Step> steps_;
};

// What PostgreSQL calls otherwise then is called so on both sides.
void move_what_carries_others(Renamer& renamer, const Catalog& to, const catalog::Projection& projection) {
  const auto each = [&](const Catalog& from, const auto& found) {
    for (const Object& object : to.objects())
      if (const Object* old = from.find(object.id))
        if (const std::vector<kinds::Move> moves = kinds::moves(*old, object, renamer.now()); !moves.empty())
          found(object, moves);
  };
  bool any = false;
  each(renamer.now(), [&](const Object&, const auto&) { any = true; });
  if (!any) return;
  const Catalog managed = catalog::project(to, projection).catalog;
  each(catalog::project(renamer.now(), projection).catalog, [&](const Object& object, const auto& moves) {
    if (managed.find(object.id) == nullptr) return;
    for (const kinds::Move& move : moves) renamer.move(move);
    renamer.look();
  });
}

}  // namespace

ObjectId RenameWish::old_id(const ObjectId& candidate) const {
  std::vector<std::string> path = candidate.path;
  path[candidate.kind->name_part(candidate)] = old_name;
  if (!old_schema.empty()) path.front() = old_schema;
  return {candidate.kind, std::move(path)};
}

Renamed apply_renames(const Catalog& from, std::vector<RenameWish> wishes, const Catalog& to,
                      const catalog::Projection& projection, const Rehearsal::CreateDatabase& create_database,
                      const std::function<bool()>& may_make_roles) {
  std::stable_sort(wishes.begin(), wishes.end(), [](const RenameWish& a, const RenameWish& b) {
    return a.candidates.front().path.size() < b.candidates.front().path.size();
  });
  Renamer renamer(from, projection, create_database, may_make_roles);
  std::vector<Diagnostic> problems;
  for (const RenameWish& wish : wishes) {
    const std::optional<ObjectId> chosen = choose(wish, renamer.now(), problems);
    if (!chosen) continue;
    try {
      if (renamer.rename(*renamer.now().find(wish.old_id(*chosen)), *chosen, wish.position))
        renamer.look();
      else
        problems.push_back(unmatched(wish, "a " + std::string(chosen->kind->name()) + " cannot be renamed",
                                     "remove the annotation: it is dropped and made again"));
    } catch (const ServerError& error) {
      problems.push_back(unmatched(wish, "PostgreSQL does not rename it: " + error.report().message, error.hint()));
    }
  }
  if (!problems.empty()) throw DiagnosedError("renames cannot be carried out", std::move(problems));
  move_what_carries_others(renamer, to, projection);
  // One that is renamed may leave its name to another.
  std::set<ObjectId> in_vain;
  for (;;) {
    std::vector<RenameWish> following = followers(renamer.now(), to, projection);
    std::erase_if(following, [&](const RenameWish& wish) { return in_vain.contains(wish.candidates.front()); });
    if (following.empty()) break;
    for (const RenameWish& wish : following) {
      const ObjectId& wanted = wish.candidates.front();
      if (!renamer.try_to_rename(*renamer.now().find(wish.old_id(wanted)), wanted)) in_vain.insert(wanted);
    }
    renamer.look();
  }
  return std::move(renamer).result();
}

}  // namespace pgplumb::plan
