#include "plan/renames.hpp"

#include <algorithm>
#include <map>
#include <optional>

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

}  // namespace

Renamed apply_renames(const Catalog& from, std::vector<RenameWish> wishes, const catalog::Projection& projection,
                      const Rehearsal::CreateDatabase& create_database, bool may_make_roles) {
  std::stable_sort(wishes.begin(), wishes.end(), [](const RenameWish& a, const RenameWish& b) {
    return a.candidates.front().path.size() < b.candidates.front().path.size();
  });
  Renamed renamed{from, {}};
  std::vector<Diagnostic> problems;
  std::optional<postgres::Connection> copy;
  Catalog before;
  Catalog now = from;
  for (const RenameWish& wish : wishes) {
    const std::optional<ObjectId> to = choose(wish, now, problems);
    if (!to) continue;
    const Object* old = now.find(with_name(*to, wish.old_name));
    const auto statements = to->kind->rename(*old, *to);
    if (!statements) {
      problems.push_back(unmatched(wish, "a " + std::string(to->kind->name()) + " cannot be renamed",
                                   "remove the annotation: it is dropped and made again"));
      continue;
    }
    if (!copy) {
      copy = create_database();
      rebuild(*copy, from, projection, may_make_roles);
      before = sources::read_catalog(*copy);
    }
    Step step;
    step.change = Change::rename;
    step.object = to_string(*to);
    step.position = wish.position;
    step.notes.push_back("from " + to_string(old->id));
    for (const catalog::Sql& statement : *statements) {
      step.statements.push_back(statement.text);
      copy->execute(statement.text);
    }
    renamed.steps.push_back(std::move(step));
    now = sources::read_catalog(*copy);
  }
  if (!problems.empty()) throw DiagnosedError("renames cannot be carried out", std::move(problems));
  if (!renamed.steps.empty()) renamed.from = with_live_texts(from, before, now);
  return renamed;
}

}  // namespace pgplumb::plan
