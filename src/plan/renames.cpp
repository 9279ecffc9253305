#include "plan/renames.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "kinds/kinds.hpp"
#include "plan/succession.hpp"
#include "sources/live.hpp"

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectId;
using catalog::ObjectIndex;

namespace {

ObjectId with_name(const ObjectId& id, const std::string& name) {
  std::vector<std::string> path = id.path;
  path[id.kind->name_part(id)] = name;
  return {id.kind, std::move(path)};
}

Diagnostic unmatched(const RenameWish& wish, const std::string& message, const std::string& hint) {
  return {Severity::error, "renamed-from", wish.position, to_string(wish.candidates.front()), message, hint};
}

// The candidate that is to be renamed now; nullopt if it has been.
std::optional<ObjectId> choose(const RenameWish& wish, const Catalog& now, std::vector<Diagnostic>& problems) {
  bool there_already = false;
  for (const ObjectId& candidate : wish.candidates) {
    const bool old_there = now.find(with_name(candidate, wish.old_name)) != nullptr;
    const bool new_there = now.find(candidate) != nullptr;
    if (old_there && !new_there) return candidate;
    if (old_there && new_there) {
      problems.push_back(unmatched(
          wish,
          "the database has both " + to_string(with_name(candidate, wish.old_name)) + " and " + to_string(candidate),
          "remove the annotation, or drop one of them by hand first"));
      return std::nullopt;
    }
    there_already = there_already || new_there;
  }
  if (!there_already)
    problems.push_back(unmatched(wish,
                                 "the database has neither " +
                                     to_string(with_name(wish.candidates.front(), wish.old_name)) + " nor " +
                                     to_string(wish.candidates.front()),
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

// Sequences follow where none of them is hidden.
std::vector<RenameWish> followers(const Catalog& now, const Catalog& to, const catalog::Projection& projection) {
  if (find_successions(now, to).empty()) return {};
  return successions_by_rename(catalog::project(now, projection).catalog, catalog::project(to, projection).catalog);
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
    const auto statements = to.kind->rename(old, to);
    if (!statements) return false;
    Step step;
    step.change = Change::rename;
    step.object = to_string(to);
    step.position = position;
    step.notes.push_back("from " + to_string(old.id));
    for (const catalog::Sql& statement : *statements) step.statements.push_back(statement.text);
    execute(std::move(step));
    return true;
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
    if (renamer.rename(*renamer.now().find(with_name(*chosen, wish.old_name)), *chosen, wish.position))
      renamer.look();
    else
      problems.push_back(unmatched(wish, "a " + std::string(chosen->kind->name()) + " cannot be renamed",
                                   "remove the annotation: it is dropped and made again"));
  }
  if (!problems.empty()) throw DiagnosedError("renames cannot be carried out", std::move(problems));
  move_what_carries_others(renamer, to, projection);
  // One that is renamed may leave its name to another.
  for (;;) {
    const std::vector<RenameWish> following = followers(renamer.now(), to, projection);
    if (following.empty()) break;
    for (const RenameWish& wish : following) {
      const ObjectId& wanted = wish.candidates.front();
      (void)renamer.rename(*renamer.now().find(with_name(wanted, wish.old_name)), wanted, wish.position);
    }
    renamer.look();
  }
  return std::move(renamer).result();
}

}  // namespace pgplumb::plan
