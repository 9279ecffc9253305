#include "commands/destroy.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "catalog/projection.hpp"

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

}  // namespace

void refuse_destruction(const plan::Plan& plan, const catalog::Catalog& from, const std::vector<std::string>& patterns,
                        const std::vector<std::string>& dropped) {
  if (plan.destroys.empty()) return;
  std::map<std::string, const Object*> objects;
  for (const Object& object : from.objects()) objects.emplace(catalog::to_string(object.id), &object);
  std::vector<Diagnostic> refusals;
  for (const std::string& lost : plan.destroys) {
    const auto found = objects.find(lost);
    if (found == objects.end()) {
      // What is lost is no object but, say, the values of an enum: the name is all there is to go by.
      if (!allowed(lost, lost.substr(0, lost.find(' ')), patterns, dropped))
        refusals.push_back(
            {Severity::error, "destroys", {}, lost, "would destroy " + lost, "--allow-destroy '" + lost + "'"});
      continue;
    }
    bool permitted = false;
    for (const Object* object = found->second; object != nullptr && !permitted; object = from.parent_of(*object))
      permitted = allowed(catalog::to_string(object->id), std::string(object->id.kind->name()), patterns, dropped);
    if (permitted) continue;
    refusals.push_back({Severity::error,
                        "destroys",
                        {},
                        lost,
                        "would destroy " + lost,
                        "to let it go, add the line `-- pgplumb:dropped " + lost +
                            "` to the schema file, or plan with --allow-destroy '" + lost + "'"});
  }
  if (refusals.empty()) return;
  throw DiagnosedError("the plan was not made, since it would destroy what nobody said may go", std::move(refusals),
                       ExitCode::refused);
}

}  // namespace pgplumb::commands
