#include "commands/annotated.hpp"

#include <algorithm>
#include <unordered_map>

#include "kinds/kinds.hpp"

namespace pgplumb::commands {

using catalog::Address;
using catalog::Catalog;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectId;
using catalog::ObjectIndex;
using sources::ScriptAnnotation;

namespace {

constexpr std::size_t no_statement = SIZE_MAX;

/// For every object the statement that made it: its own, else that of the object it is a part of.
std::vector<std::size_t> making_statements(const Catalog& catalog, const sources::Attribution& attribution) {
  std::vector<std::size_t> made(catalog.size(), no_statement);
  std::vector<bool> known(catalog.size());
  const auto find = [&](auto&& self, ObjectIndex index) -> std::size_t {
    if (known[index]) return made[index];
    known[index] = true;
    const Object& object = catalog[index];
    auto at = attribution.find(object.address);
    if (at == attribution.end() && object.address.sub_id != 0 && object.parent == no_object)
      at = attribution.find({object.address.class_id, object.address.object_id, 0});
    if (object.address != Address{} && at != attribution.end() && !at->second.empty()) {
      made[index] = at->second.front();
    } else if (object.parent != no_object && !catalog[object.parent].id.kind->is_namespace()) {
      made[index] = self(self, object.parent);
    }
    return made[index];
  };
  for (ObjectIndex index = 0; index < catalog.size(); ++index) find(find, index);
  return made;
}

/// The objects that each statement touched, made or not.
std::map<std::size_t, std::vector<ObjectIndex>> touched_objects(const Catalog& catalog,
                                                                const sources::Attribution& attribution) {
  std::map<std::size_t, std::vector<ObjectIndex>> touched;
  for (ObjectIndex index = 0; index < catalog.size(); ++index) {
    const auto at = attribution.find(catalog[index].address);
    if (catalog[index].address == Address{} || at == attribution.end()) continue;
    for (const std::size_t statement : at->second) touched[statement].push_back(index);
  }
  return touched;
}

class Annotator {
 public:
  Annotator(Desired& desired, const sources::SchemaScript& script, const sources::LoadReport& report)
      : desired_(desired), report_(report), script_(script) {
    if (!script.annotations.empty()) touched_ = touched_objects(desired.catalog, report.attribution);
  }

  void run() {
    for (const ScriptAnnotation& annotation : script_.annotations) {
      switch (annotation.annotation.word) {
        case sql::AnnotationWord::dropped:
          dropped(annotation.annotation);
          break;
        case sql::AnnotationWord::renamed_from:
          renamed(annotation.annotation);
          break;
        case sql::AnnotationWord::using_expression:
          uses(annotation.annotation);
          break;
      }
    }
    if (!problems_.empty())
      throw DiagnosedError("the schema files have annotations that mean nothing", std::move(problems_));
  }

 private:
  void dropped(const sql::Annotation& annotation) {
    const catalog::Kind* kind = kinds::find_kind(annotation.kind);
    if (kind == nullptr) {
      problem(annotation, "there is no kind of object called \"" + annotation.kind + "\"",
              "write the kind as the refusal does: -- pgplumb:dropped column app.users.nickname");
      return;
    }
    ObjectId id{kind, annotation.path};
    const std::string signature = annotation.signature;
    desired_.dropped.push_back(catalog::to_string(id) + signature);
    // As in SQL, a name without a schema is one of the schema public.
    std::vector<std::string> qualified = {"public"};
    qualified.insert(qualified.end(), id.path.begin(), id.path.end());
    id.path = std::move(qualified);
    desired_.dropped.push_back(catalog::to_string(id) + signature);
  }

  void renamed(const sql::Annotation& annotation) {
    plan::RenameWish wish{{}, annotation.path.empty() ? std::string() : annotation.path.back(), annotation.position};
    for (const ObjectIndex index : targets(annotation)) wish.candidates.push_back(desired_.catalog[index].id);
    if (wish.candidates.empty()) return nothing_there(annotation);
    const std::string first = to_string(wish.candidates.front());
    const std::vector<ObjectId> all = wish.candidates;
    std::erase_if(wish.candidates, [&](const ObjectId& id) { return !stays_where(annotation.path, id); });
    // What stands in a schema may have come from another one.
    if (wish.candidates.empty() && annotation.path.size() == 2) {
      std::copy_if(all.begin(), all.end(), std::back_inserter(wish.candidates), [&](const ObjectId& id) {
        const Object* schema = desired_.catalog.parent_of(*desired_.catalog.find(id));
        return schema != nullptr && schema->id.kind->is_namespace();
      });
      wish.old_schema = annotation.path.front();
    }
    if (wish.candidates.empty())
      return problem(annotation,
                     first + " is not " + annotation.argument + " renamed: a new name stays where the old one was",
                     "write the old name alone");
    desired_.renames.push_back(std::move(wish));
  }

  void uses(const sql::Annotation& annotation) {
    const std::vector<ObjectIndex> found = targets(annotation);
    if (!annotation.member || found.empty()) return nothing_there(annotation);
    desired_.using_expressions[desired_.catalog[found.front()].id] = annotation.argument;
  }

  /// What stands before the old name, its schema or table, is what the new one is in.
  static bool stays_where(const std::vector<std::string>& old_path, const ObjectId& id) {
    const auto name = static_cast<std::ptrdiff_t>(id.kind->name_part(id));
    const auto above = static_cast<std::ptrdiff_t>(old_path.size()) - 1;
    return above <= name && std::equal(old_path.begin(), old_path.begin() + above, id.path.begin() + (name - above));
  }

  /// The objects that the annotation may stand before, the likeliest first.
  std::vector<ObjectIndex> targets(const sql::Annotation& annotation) const {
    std::vector<ObjectIndex> found;
    if (!annotation.statement) return found;
    const auto at = touched_.find(*annotation.statement);
    if (at == touched_.end()) return found;
    if (!annotation.member) {
      found = at->second;
    } else {
      for (const ObjectIndex index : at->second)
        if (desired_.catalog[index].id.path.back() == annotation.member->name) found.push_back(index);
      for (ObjectIndex index = 0; index < desired_.catalog.size(); ++index) {
        const Object& object = desired_.catalog[index];
        if (object.parent == no_object || object.id.path.back() != annotation.member->name) continue;
        const bool part = std::find(at->second.begin(), at->second.end(), object.parent) != at->second.end();
        if (part && std::find(found.begin(), found.end(), index) == found.end()) found.push_back(index);
      }
    }
    // Columns are made before whatever else a table may have of the same name; a serial's sequence is no likelier than
    // its table.
    const bool constraint = annotation.member && annotation.member->is_constraint;
    std::stable_sort(found.begin(), found.end(), [&](ObjectIndex a, ObjectIndex b) {
      if (!annotation.member && is_part(a) != is_part(b)) return is_part(b);
      const int rank_a = desired_.catalog[a].id.kind->rank();
      const int rank_b = desired_.catalog[b].id.kind->rank();
      return constraint ? rank_a > rank_b : rank_a < rank_b;
    });
    return found;
  }

  bool is_part(ObjectIndex index) const {
    const Object& object = desired_.catalog[index];
    const Object* whole = desired_.catalog.parent_of(object);
    return (whole != nullptr && !whole->id.kind->is_namespace()) || object.id.kind->counter(object);
  }

  void nothing_there(const sql::Annotation& annotation) {
    if (!report_.attributed) {
      problem(annotation,
              "this annotation cannot be followed: the scratch server does not let us see which statement makes what",
              "use --scratch local: on another server only a superuser sees it (--allow-superuser, where that server "
              "is thrown "
              "away)");
    } else {
      problem(annotation, "nothing is made here that this annotation could be about",
              "put it on a line of its own, just before the statement, the column or the constraint");
    }
  }

  void problem(const sql::Annotation& annotation, std::string message, std::string hint) {
    problems_.push_back({Severity::error, "annotation", annotation.position, {}, std::move(message), std::move(hint)});
  }

  Desired& desired_;
  const sources::LoadReport& report_;
  const sources::SchemaScript& script_;
  std::map<std::size_t, std::vector<ObjectIndex>> touched_;
  std::vector<Diagnostic> problems_;
};

}  // namespace

void add_annotations(Desired& desired, const sources::SchemaScript& script, const sources::LoadReport& report) {
  const std::vector<std::size_t> made = making_statements(desired.catalog, report.attribution);
  for (ObjectIndex index = 0; index < desired.catalog.size(); ++index)
    if (made[index] < script.statements.size())
      desired.positions.emplace(desired.catalog[index].id, script.statements[made[index]].position);
  Annotator(desired, script, report).run();
}

}  // namespace pgplumb::commands
