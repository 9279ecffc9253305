#include "commands/reverse.hpp"

#include <algorithm>

#include "commands/context.hpp"
#include "commands/destroy.hpp"
#include "kinds/kinds.hpp"
#include "plan/build.hpp"
#include "plan/proof.hpp"
#include "plan/rehearsal.hpp"
#include "sources/live.hpp"
#include "sql/identifier.hpp"

namespace pgplumb {

std::string reverse_plan_name(const std::string& file) {
  std::string name = file;
  for (const char* ending : {".plan.sql", ".sql"}) {
    if (!name.ends_with(ending)) continue;
    name.erase(name.size() - std::char_traits<char>::length(ending));
    break;
  }
  return name + ".reverse.plan.sql";
}

namespace commands {

using catalog::Catalog;
using catalog::ObjectId;

namespace {

/// A signature in which `now`, a type or the row of a table, is called as it was before.
std::string with_old_name(const std::string& signature, const ObjectId& now, const ObjectId& old) {
  const std::string name = sql::qualified(now.path[0], now.path[1]);
  std::string text;
  for (std::size_t at = 0; at < signature.size();) {
    const std::size_t end = std::min(signature.find(", ", at), signature.size());
    const std::string argument = signature.substr(at, end - at);
    const std::string type = argument.substr(0, argument.find('['));
    text += type == name ? sql::qualified(old.path[0], old.path[1]) + argument.substr(type.size()) : argument;
    text += signature.substr(end, 2);
    at = end + 2;
  }
  return text;
}

/// The wishes the other way round. What stands in something renamed stands there under its old name.
std::vector<plan::RenameWish> turned(const std::vector<plan::RenameWish>& wishes) {
  std::vector<plan::RenameWish> back;
  for (const plan::RenameWish& wish : wishes) {
    const ObjectId& now = wish.candidates.front();
    std::vector<std::string> before = now.path;
    const std::size_t part = now.kind->name_part(now);
    for (const plan::RenameWish& outer : wishes) {
      const ObjectId& holder = outer.candidates.front();
      const bool holds =
          holder.path.size() < now.path.size() && std::equal(holder.path.begin(), holder.path.end(), now.path.begin());
      for (std::size_t more = part + 1; more < before.size() && holder.path.size() == 2; ++more)
        before[more] = with_old_name(before[more], holder, outer.old_id(holder));
      if (!holds) continue;
      before[holder.kind->name_part(holder)] = outer.old_name;
      if (!outer.old_schema.empty()) before.front() = outer.old_schema;
    }
    before[part] = wish.old_name;
    if (!wish.old_schema.empty()) before.front() = wish.old_schema;
    back.push_back({{ObjectId{now.kind, before}}, now.path[part], {}, wish.old_schema.empty() ? "" : now.path.front()});
  }
  return back;
}

}  // namespace

std::vector<std::string> not_coming_back(const std::vector<std::string>& destroyed,
                                         const std::vector<plan::Manual>& sections) {
  std::vector<std::string> lines;
  for (const std::string& lost : destroyed)
    lines.push_back("cannot bring back " + std::string(object_of(lost) != lost ? "" : "the rows or values of ") + lost +
                    ": they are in a backup only");
  for (const plan::Manual& section : sections)
    lines.push_back("cannot take back manual section \"" + section.name + "\": a person wrote it, and a person must");
  return lines;
}

plan::Plan plan_back(const PlanRequest& request, Live& live, Scratches& scratches, const Desired& desired,
                     const End& there, const End& back, const plan::Plan& forward,
                     std::vector<plan::RenameWish> renames) {
  const catalog::Projection projection = desired.plan_projection();
  const plan::Rehearsal::CreateDatabase create = [&] { return scratches.create_database(live.catalog.origin().role); };
  const auto may_make_roles = [&] { return scratches.is_private(); };
  const plan::Renamed renamed =
      plan::apply_renames(there.whole, turned(renames), back.whole, projection, create, may_make_roles);
  const Catalog start = renamed.steps.empty() ? there.projected : catalog::project(renamed.from, projection).catalog;
  plan::BuildOptions options;
  options.casts = sources::read_casts(live.connection);
  options.lock_timeout = request.settings.lock_timeout;
  options.online = request.settings.online;
  options.has_checkpoints = request.prove;
  options.rights_to_keep = [&](const catalog::ObjectId& id) {
    return kinds::rights_to_keep(live.catalog, id, projection.owners, projection.privileges);
  };
  options.renames = renamed.steps;
  options.live = &there.projected;
  options.may_lose = [](const std::string& lost) { return !lost.starts_with("values of "); };
  auto around = what_shapes_others(live.catalog, projection);
  const auto parts = unmanaged_parts(live.catalog, projection);
  around.insert(around.end(), parts.begin(), parts.end());
  const auto shaped = [&](const Catalog& end) { return end.joined_by(around, live.catalog); };
  plan::Plan plan = plan::build_plan(shaped(start), shaped(back.projected), options);
  plan.to = catalog::fingerprint(back.projected);
  plan.projection = projection.to_line();
  std::vector<plan::Manual> sections;
  for (const plan::Batch& batch : forward.batches)
    if (batch.manual) sections.push_back(*batch.manual);
  const std::vector<std::string> lines = not_coming_back(forward.destroys, sections);
  plan.information.insert(plan.information.begin(), lines.begin(), lines.end());
  if (request.prove && !plan.empty()) {
    say(request.progress, "proving the way back");
    plan::Rehearsal rehearsal(there.whole, back.whole, projection, create, may_make_roles,
                              context_for_copies(desired, live.catalog, projection, scratches));
    plan::Plan unproved = plan;
    try {
      plan::prove(plan, there.projected, back.projected, rehearsal);
    } catch (const DiagnosedError& error) {
      // What a person wrote, a person must take back first; that is no reason to refuse the way there.
      if (desired.manual_objects.empty() || error.diagnostics().empty()) throw;
      plan = std::move(unproved);
      plan.information.insert(plan.information.begin(),
                              "not proved, since it fails while what manual sections made is there: " +
                                  error.diagnostics().front().message);
    }
  }
  return plan;
}

}  // namespace commands

}  // namespace pgplumb
