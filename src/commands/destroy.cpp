#include "commands/destroy.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "catalog/projection.hpp"
#include "kinds/kinds.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::commands {

using catalog::Object;

namespace {

bool allowed(const std::string& name, const std::string& kind, const std::vector<std::string>& patterns,
             const std::vector<std::string>& dropped) {
  if (std::find(dropped.begin(), dropped.end(), name) != dropped.end()) return true;
  const std::string bare = name.size() > kind.size() && name.starts_with(kind) ? name.substr(kind.size() + 1) : name;
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return pattern.empty() || catalog::matches(pattern, name) || catalog::matches(pattern, bare);
  });
}

/// What comes and may be what is lost, under another name: "; or, if it is ... now, write ..."; empty: nothing is.
std::string renamed_instead(const std::string& lost, const Journey& journey) {
  const auto& objects = journey.from.objects();
  const auto gone = std::find_if(objects.begin(), objects.end(),
                                 [&](const Object& object) { return catalog::to_string(object.id) == lost; });
  if (gone == objects.end() || journey.to.find(gone->id) != nullptr) return {};
  std::string text;
  for (const Object& come : journey.to.objects()) {
    if (journey.from.find(come.id) != nullptr || !kinds::resemble(*gone, journey.from, come, journey.to)) continue;
    const auto at = journey.positions.find(come.id);
    text += (text.empty() ? "; if it was renamed to " : ", or to ") + catalog::to_string(come.id) +
            (at == journey.positions.end() ? "" : " (" + to_string(at->second) + ")");
  }
  const std::string old = sql::identifier(gone->id.path[gone->id.kind->name_part(gone->id)]);
  return text.empty() ? text : text + ", write `-- pgplumb:renamed-from " + old + "` before that instead";
}

}  // namespace

std::string object_of(const std::string& lost) {
  for (const std::string_view part : {"values of ", "position of "})
    if (lost.starts_with(part)) return lost.substr(part.size());
  return lost;
}

bool MayLose::operator()(const std::string& lost) {
  if (objects_.empty())
    for (const Object& object : from_.objects()) objects_.emplace(catalog::to_string(object.id), &object);
  const std::string name = object_of(lost);
  if (name != lost && allowed(lost, "", patterns_, dropped_)) return true;
  const auto found = objects_.find(name);
  if (found == objects_.end()) throw InternalError("a plan loses what is not there: " + lost);
  for (const Object* object = found->second; object != nullptr; object = from_.parent_of(*object))
    if (allowed(catalog::to_string(object->id), std::string(object->id.kind->name()), patterns_, dropped_)) return true;
  return false;
}

void refuse_destruction(const plan::Plan& plan, MayLose may_lose, const Journey& journey) {
  std::vector<Diagnostic> refusals;
  for (const std::string& lost : plan.destroys) {
    if (may_lose(lost)) continue;
    refusals.push_back({Severity::error,
                        "destroys",
                        {},
                        lost,
                        "would destroy " + lost,
                        "to let it go, add the line `-- pgplumb:dropped " + object_of(lost) +
                            "` to the schema file, or plan with --allow-destroy '" + lost + "'" +
                            renamed_instead(lost, journey)});
  }
  if (refusals.empty()) return;
  throw DiagnosedError("the plan was not made, since it would destroy what nobody said may go", std::move(refusals),
                       ExitCode::refused);
}

}  // namespace pgplumb::commands
