#include "apply/untold_losses.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "catalog/projection.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::apply {

namespace {

/// What the batches from `begin` on do.
struct Again {
  std::set<std::string> objects;     ///< that are made again
  std::set<std::string> statements;  ///< that keep rights
};

Again made_again(const plan::Plan& plan, std::size_t begin) {
  Again again;
  for (std::size_t index = begin; index < plan.batches.size(); ++index)
    for (const plan::Step& step : plan.batches[index].steps) {
      if (step.change == plan::Change::replace) again.objects.insert(step.object);
      for (const std::string& statement : step.statements)
        if (sql::keeps_rights(statement)) again.statements.insert(statement);
    }
  return again;
}

}  // namespace

void refuse_untold_losses(const plan::Plan& plan, const catalog::Catalog& whole, std::size_t begin) {
  const Again again = made_again(plan, begin);
  if (again.objects.empty()) return;
  const catalog::Projection projection = catalog::Projection::from_line(plan.projection);
  const catalog::Catalog managed = catalog::project(whole, projection).catalog;
  std::vector<Diagnostic> lost;
  const auto tell = [&](const std::string& object, const std::string& message, const std::string& hint) {
    lost.push_back({Severity::error, "loses-unmanaged", {}, object, message, hint});
  };
  for (const catalog::Object& object : whole.objects()) {
    const std::string name = to_string(object.id);
    const catalog::Object* parent = whole.parent_of(object);
    if (again.objects.contains(name)) {
      const auto rights = kinds::rights_to_keep(whole, object.id, projection.owners, projection.privileges);
      if (!rights || sql::is_kept(*rights, again.statements)) continue;
      tell(name,
           name + " is made again, and would lose its " + to_string(*rights) +
               ", which this plan does not compare, and which the database that it was made from did not have",
           "make the plan again from this database, or with --owners on --privileges on");
    } else if (parent != nullptr && !object.id.kind->attached() && object.id.kind->facet() == catalog::Facet::none &&
               managed.find(object.id) == nullptr && again.objects.contains(to_string(parent->id)) &&
               std::find(plan.destroys.begin(), plan.destroys.end(), name) == plan.destroys.end()) {
      tell(name, name + " is not managed, and would be lost with " + to_string(parent->id) + ", which is made again",
           "make the plan again from this database, which says so and asks");
    }
  }
  if (!lost.empty())
    throw DiagnosedError("the plan would lose what it does not know of", std::move(lost), ExitCode::refused);
}

}  // namespace pgplumb::apply
