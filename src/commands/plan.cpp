#include "pgplumb/plan.hpp"

#include <algorithm>
#include <functional>
#include <future>
#include <iterator>
#include <optional>
#include <set>

#include "apply/journal.hpp"
#include "apply/section_runner.hpp"
#include "commands/baseline.hpp"
#include "commands/changes.hpp"
#include "commands/context.hpp"
#include "commands/deceptive_names.hpp"
#include "commands/desired.hpp"
#include "commands/destroy.hpp"
#include "commands/live.hpp"
#include "commands/named_roles.hpp"
#include "commands/policy.hpp"
#include "commands/relation_sizes.hpp"
#include "commands/reverse.hpp"
#include "commands/row_check.hpp"
#include "commands/scratches.hpp"
#include "diff/diff.hpp"
#include "kinds/kinds.hpp"
#include "plan/build.hpp"
#include "plan/plan_file.hpp"
#include "plan/proof.hpp"
#include "plan/rehearsal.hpp"
#include "plan/renames.hpp"
#include "plan/revival.hpp"
#include "plan/section_session.hpp"
#include "sources/live.hpp"

namespace pgplumb {

using catalog::Catalog;
using catalog::Projection;
using commands::Desired;
using commands::Live;
using commands::Scratches;
using plan::Rehearsal;
using plan::Renamed;

namespace {

Desired desired_of(const PlanRequest& request, const Live& live, Scratches& scratches) {
  return commands::read_desired(request.settings, &live.catalog, live.catalog.origin().role, scratches,
                                request.progress);
}

/// Wishes that can come true in `live`: a database in which nothing was made yet, or not even the table of a column,
/// has nothing to rename.
std::vector<plan::RenameWish> wishes_for(const Catalog& live, const Desired& desired) {
  const Catalog fresh = commands::new_database(live.origin());
  const auto was_made = [&](const catalog::Object& object) {
    return !object.id.kind->is_namespace() && !object.id.kind->attached() && fresh.find(object.id) == nullptr;
  };
  if (std::none_of(live.objects().begin(), live.objects().end(), was_made)) return {};
  std::set<catalog::ObjectId> renamed;
  for (const plan::RenameWish& wish : desired.renames) renamed.insert(wish.candidates.begin(), wish.candidates.end());
  std::vector<plan::RenameWish> wishes;
  for (const plan::RenameWish& wish : desired.renames) {
    const catalog::Object* wanted = desired.catalog.find(wish.candidates.front());
    const catalog::Object* parent = wanted == nullptr ? nullptr : desired.catalog.parent_of(*wanted);
    if (parent == nullptr || parent->id.kind->is_namespace() || live.find(parent->id) != nullptr ||
        renamed.contains(parent->id))
      wishes.push_back(wish);
  }
  return wishes;
}

/// The wishes that these steps have fulfilled, each with the one object that it was about.
std::vector<plan::RenameWish> fulfilled(std::vector<plan::RenameWish> wishes, const std::vector<plan::Step>& steps) {
  std::vector<plan::RenameWish> done;
  for (plan::RenameWish& wish : wishes)
    for (const catalog::ObjectId& candidate : wish.candidates)
      if (std::any_of(steps.begin(), steps.end(), [&](const plan::Step& step) {
            return step.position == wish.position && step.object == catalog::to_string(candidate);
          }))
        done.push_back({{candidate}, wish.old_name, wish.position, wish.old_schema});
  return done;
}

/// What a way back that is planned by itself cannot bring back: what the way there destroys.
void tell_what_stays_lost(plan::Plan& plan, const Catalog& start, const Catalog& goal, const Desired& desired) {
  plan::BuildOptions options;
  options.may_lose = [](const std::string&) { return true; };
  const auto lines = commands::not_coming_back(plan::build_plan(goal, start, options).destroys, desired.after);
  plan.information.insert(plan.information.begin(), lines.begin(), lines.end());
}

/// What a plan is made between. `from` and `to` are whole catalogs, `from` after the renames; the others are projected,
/// `goal` settled.
struct Ends {
  const Catalog& from;
  const Catalog& to;
  const Catalog& known;  ///< `from` with the unmanaged parts of its tables
  Catalog before;        ///< the renames
  Catalog start;
  Catalog goal;
};

plan::BuildOptions options_of(const PlanRequest& request, const Desired& desired, Live& live, const Ends& ends,
                              const Renamed& renamed, const std::vector<std::string>& allowed,
                              const Projection& projection) {
  plan::BuildOptions options;
  options.casts = sources::read_casts(live.connection);
  options.lock_timeout = request.settings.lock_timeout;
  options.online = request.settings.online;
  options.expand = request.settings.expand;
  options.has_checkpoints = request.prove;
  options.rights_to_keep = [&](const catalog::ObjectId& id) {
    return kinds::rights_to_keep(live.catalog, id, projection.owners, projection.privileges);
  };
  options.may_lose = commands::MayLose{ends.known, allowed, desired.dropped};
  options.renames = renamed.steps;
  options.whole = &ends.from;
  if (!renamed.steps.empty()) options.live = &ends.before;
  if (request.reverse) return options;
  options.positions = desired.positions;
  options.using_expressions = desired.using_expressions;
  options.before = apply::sections_to_run(live.connection, desired.before, request.settings.journal_owners);
  options.after = apply::sections_to_run(live.connection, desired.after, request.settings.journal_owners);
  for (const auto* sections : {&options.before, &options.after})
    for (const plan::Manual& section : *sections) plan::refuse_own_transactions(section);
  return options;
}

/// Two schemas that differ, and no statement that leads from one to the other, must not end in "nothing to do".
[[noreturn]] void refuse_silence(const Ends& ends) {
  std::string objects;
  for (const diff::Difference& difference : diff::diff(ends.start, ends.goal))
    objects += (objects.empty() ? "" : ", ") + to_string(difference.id());
  throw InternalError("no statement leads to the desired schema, which differs in " + objects);
}

/// An invalid index is not left as it is where the plan drops what it is of.
void tell_what_goes_along(std::vector<Diagnostic>& warnings, const plan::Plan& plan,
                          const std::vector<sources::Leftover>& leftovers) {
  if (leftovers.empty()) return;
  const std::set<std::string> gone = plan::what_goes(plan);
  for (Diagnostic& warning : warnings)
    for (const sources::Leftover& leftover : leftovers) {
      if (warning.object != to_string(leftover.index)) continue;
      const std::string holder = plan::taken_along_by(gone, leftover);
      if (holder.empty()) continue;
      warning.message =
          warning.object + " is invalid and no part of the plan, and goes along with " + holder + ", which is dropped";
      warning.hint.clear();
    }
}

std::vector<Diagnostic> unrecorded_sections(const plan::Plan& plan, JournalSetting journal) {
  std::vector<Diagnostic> warnings;
  if (journal != JournalSetting::off) return warnings;
  for (const plan::Batch& batch : plan.batches)
    if (batch.manual && batch.manual->run != "always")
      warnings.push_back({Severity::warning,
                          "section-not-recorded",
                          batch.manual->position,
                          {},
                          "manual section \"" + batch.manual->name +
                              "\" runs whenever a plan with it is applied: without a journal nothing says that it ran",
                          "let apply.journal be \"auto\" in pgplumb.toml, or say run=always"});
  return warnings;
}

/// Why `check` refuses the plan; nullopt: it does not.
template <typename Check>
std::optional<DiagnosedError> refused(const Check& check) {
  try {
    check();
  } catch (const DiagnosedError& error) {
    if (error.exit_code() != ExitCode::refused) throw;
    return error;
  }
  return std::nullopt;
}

void add(std::vector<Diagnostic>& warnings, std::vector<Diagnostic> more) {
  std::move(more.begin(), more.end(), std::back_inserter(warnings));
}

}  // namespace

PlanResult make_plan(const PlanRequest& request) {
  // A snapshot is read while the server answers, if there is a thread to be had.
  std::future<Desired> snapshot;
  if (!request.to_snapshot.empty())
    snapshot = std::async(std::launch::async | std::launch::deferred, commands::read_desired_snapshot,
                          request.to_snapshot, std::cref(request.settings));
  Live live = commands::read_live(request.connection, request.settings, request.progress, request.stop);
  Scratches scratches(request.settings, live.connection, request.connection, request.progress);
  const Desired desired = snapshot.valid() ? snapshot.get() : desired_of(request, live, scratches);
  const Projection projection = desired.plan_projection();
  const std::vector<sources::Leftover> left_alone = sources::leftovers(
      live.catalog, [&](const catalog::ObjectId& id) { return desired.catalog.find(id) != nullptr; });
  std::vector<Diagnostic> leftovers = commands::leave_out_leftovers(live.catalog, projection, desired.catalog);
  const std::string role = live.catalog.origin().role;
  const Rehearsal::CreateDatabase create_database = [&] { return scratches.create_database(role); };
  const auto may_make_roles = [&] { return scratches.is_private(); };

  commands::say(request.progress, "planning");
  const Catalog& here = request.reverse ? desired.catalog : live.catalog;
  const Catalog& there = request.reverse ? live.catalog : desired.catalog;
  const Renamed renamed =
      plan::apply_renames(here, request.reverse ? std::vector<plan::RenameWish>() : wishes_for(live.catalog, desired),
                          there, projection, create_database, may_make_roles);
  const Catalog& from = renamed.steps.empty() ? here : renamed.from;
  const Catalog& live_now = request.reverse ? live.catalog : from;
  const std::vector<const catalog::Object*> parts = commands::unmanaged_parts(live_now, projection);
  const Catalog known = parts.empty() ? Catalog() : from.joined_by(parts, live_now);
  Ends ends{from, there, parts.empty() ? from : known, {}, {}, {}};
  Rehearsal rehearsal(ends.from, ends.to, projection, create_database, may_make_roles,
                      commands::context_for_copies(desired, live.catalog, projection, scratches));
  ends.start = catalog::project(ends.from, projection).catalog;
  ends.goal = plan::settle(ends.start, catalog::project(ends.to, projection).catalog, rehearsal);
  if (!renamed.steps.empty()) ends.before = catalog::project(here, projection).catalog;

  PlanResult result;
  std::vector<std::string> allowed = request.allow_destroy;
  for (std::string& pattern : commands::let_go(request.settings.policy)) allowed.push_back(std::move(pattern));
  plan::BuildOptions options = options_of(request, desired, live, ends, renamed, allowed, projection);
  if (const auto shaping = commands::what_shapes_others(live.catalog, projection); shaping.empty() && parts.empty()) {
    result.plan = plan::build_plan(ends.start, ends.goal, options);
  } else {
    if (options.live == nullptr) options.live = &ends.start;
    const auto shaped = [&](const Catalog& end) {
      return end.joined_by(shaping, live.catalog).joined_by(parts, live_now);
    };
    result.plan = plan::build_plan(shaped(ends.start), shaped(ends.goal), options);
    result.plan.to = catalog::fingerprint(ends.goal);
  }
  if (result.plan.empty() && result.plan.from != result.plan.to) refuse_silence(ends);
  result.plan.projection = projection.to_line();
  if (request.reverse && !result.plan.empty()) tell_what_stays_lost(result.plan, ends.start, ends.goal, desired);
  std::optional<DiagnosedError> refusal = refused([&] {
    commands::refuse_destruction(result.plan, {ends.known, allowed, desired.dropped},
                                 {ends.start, ends.goal, desired.positions});
  });
  if (!request.reverse) {
    plan::refuse_taken_names(ends.goal, left_alone);
    tell_what_goes_along(leftovers, result.plan, left_alone);
  }
  if (request.prove && !result.plan.empty()) {
    (void)scratches.server();
    commands::say(request.progress, "proving the plan");
    std::vector<plan::Manual> sections = options.before;
    sections.insert(sections.end(), options.after.begin(), options.after.end());
    const plan::SectionsBegun begun = apply::sections_begun(live.connection, sections, request.settings.journal_owners);
    try {
      if (renamed.steps.empty()) {
        plan::prove(result.plan, ends.start, ends.goal, rehearsal, begun);
      } else {
        Rehearsal with_renames(here, ends.to, projection, create_database, may_make_roles,
                               commands::context_for_copies(desired, live.catalog, projection, scratches));
        plan::prove(result.plan, ends.before, ends.goal, with_renames, begun);
      }
    } catch (const Error& error) {
      // What is refused is shown all the same.
      if (!refusal || error.exit_code() == ExitCode::interrupted) throw;
    }
  }
  if (!request.reverse) plan::refuse_revived(result.plan, left_alone);
  result.warnings = desired.warnings;
  if (!request.reverse)
    add(result.warnings,
        apply::interrupted_sections(live.connection, desired.sections(), request.settings.journal_owners));
  add(result.warnings, unrecorded_sections(result.plan, request.settings.journal));
  if (auto warning = scratches.cage_warning()) result.warnings.push_back(std::move(*warning));
  add(result.warnings, commands::deceptive_names(ends.start, ends.goal, desired.positions));
  add(result.warnings, leftovers);
  add(result.warnings, commands::roles_out_of_reach(live.connection, result.plan));
  if (request.check_rows && !request.reverse) {
    commands::say(request.progress, "asking the rows");
    result.rows =
        commands::check_rows(live.connection, result.plan, request.settings.check_rows_limit, result.warnings);
  } else if (!request.reverse) {
    add(result.warnings, commands::columns_that_rows_lack(live.connection, result.plan));
  }
  if (request.reverse) add(result.warnings, commands::judge_way_back(result.plan, request.settings.policy));
  result.sizes = commands::relation_sizes(live.connection, live.catalog, result.plan, result.warnings);
  result.changes =
      commands::changes_of(result.plan, commands::changes_of(diff::diff(ends.start, ends.goal), ends.start, ends.goal));
  result.hidden = commands::told(catalog::count_hidden(live.catalog, projection), request.settings);
  result.database = live.description;
  result.desired = desired.name;
  result.scratch = scratches.description();
  if (!refusal && !request.reverse)
    refusal = refused([&] {
      const std::vector<std::string> nothing;
      add(result.warnings, commands::judge(result.plan, request.settings.policy,
                                           commands::MayLose{ends.known, nothing, desired.dropped}));
    });
  if (refusal) throw RefusedPlan(*refusal, std::move(result));
  result.text = plan::write_plan_file(result.plan);
  result.digest = plan::digest_of(result.text);
  if (request.with_reverse && !request.reverse && !result.plan.empty()) {
    const Catalog& before = renamed.steps.empty() ? ends.start : ends.before;
    plan::Plan back = commands::plan_back(
        request, live, scratches, desired, {desired.catalog, ends.goal}, {live.catalog, before}, result.plan,
        renamed.steps.empty() ? std::vector<plan::RenameWish>()
                              : fulfilled(wishes_for(live.catalog, desired), renamed.steps));
    add(result.warnings, commands::judge_way_back(back, request.settings.policy));
    result.reverse = plan::write_plan_file(back);
  }
  return result;
}

}  // namespace pgplumb
