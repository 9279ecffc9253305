#include "apply/standing.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "sql/backfill.hpp"

namespace pgplumb::apply {

namespace {

constexpr std::size_t most_differences = 20;

// Parts of what is new are not worth a line each.
bool is_part_of_new(const plan::Plan& plan, const catalog::Catalog& live, const catalog::Object& object) {
  const catalog::Object* parent = live.parent_of(object);
  return parent != nullptr && !plan.manifest.contains(to_string(parent->id));
}

// Whether the first `count` batches do more than what manual sections do.
bool has_steps(const plan::Plan& plan, std::size_t count) {
  return std::any_of(plan.batches.begin(), plan.batches.begin() + static_cast<std::ptrdiff_t>(count),
                     [](const plan::Batch& batch) { return !batch.steps.empty(); });
}

// Nothing in the schema says whether it is done: it gives rows their values, or is a section, which may do just that.
bool leaves_no_trace(const plan::Batch& batch) {
  if (batch.manual) return true;
  return std::any_of(batch.steps.begin(), batch.steps.end(), [](const plan::Step& step) {
    return std::any_of(step.statements.begin(), step.statements.end(),
                       [](const std::string& statement) { return sql::backfill_of(statement).has_value(); });
  });
}

}  // namespace

std::string fingerprint_after(const plan::Plan& plan, std::size_t done) {
  if (done == 0) return plan.from;
  if (done >= plan.batches.size()) return plan.to;
  return plan.batches[done - 1].checkpoint;
}

std::optional<std::size_t> batches_done(const plan::Plan& plan, const std::string& fingerprint) {
  const std::size_t count = plan.batches.size();
  if (fingerprint == plan.to) {
    std::size_t done = count;
    const auto may_be_undone = [&](std::size_t batch) {
      const std::string before = fingerprint_after(plan, batch);
      return before == fingerprint || (before.empty() && leaves_no_trace(plan.batches[batch]));
    };
    while (done > 0 && may_be_undone(done - 1)) --done;
    return done;
  }
  for (std::size_t done = 0; done < count; ++done)
    if (fingerprint_after(plan, done) == fingerprint) return done;
  return std::nullopt;
}

std::optional<Beginning> find_beginning(const plan::Plan& plan, const std::string& fingerprint,
                                        std::optional<std::size_t> recorded) {
  if (recorded && fingerprint_after(plan, *recorded) == fingerprint) return Beginning{*recorded, true};
  const auto done = batches_done(plan, fingerprint);
  if (recorded && plan.proof == plan::Proof::skipped && *recorded < plan.batches.size()) {
    if (!done) return Beginning{*recorded, true};
    const bool taken_back = fingerprint == plan.from && has_steps(plan, *recorded);
    if (!taken_back) return Beginning{std::max(*recorded, *done), true};
  }
  if (!done) return std::nullopt;
  // What was recorded belongs to another time that this plan was carried out.
  return Beginning{*done, false};
}

std::vector<Diagnostic> what_differs(const plan::Plan& plan, const catalog::Catalog& live) {
  std::vector<Diagnostic> found;
  std::size_t more = 0;
  const auto add = [&](const std::string& object, const char* what) {
    if (found.size() == most_differences) {
      ++more;
    } else {
      found.push_back({Severity::error, "stale-plan", {}, object, object + " " + what + " since the plan", ""});
    }
  };
  std::map<std::string, const catalog::Object*> objects;
  for (const catalog::Object& object : live.objects()) objects.emplace(to_string(object.id), &object);
  auto planned = plan.manifest.begin();
  auto current = objects.begin();
  while (planned != plan.manifest.end() || current != objects.end()) {
    if (current == objects.end() || (planned != plan.manifest.end() && planned->first < current->first)) {
      add(planned++->first, "removed");
    } else if (planned == plan.manifest.end() || current->first < planned->first) {
      if (!is_part_of_new(plan, live, *current->second)) add(current->first, "added");
      ++current;
    } else {
      if (hex(object_hash(*current->second)).substr(0, 8) != planned->second) add(current->first, "changed");
      ++planned;
      ++current;
    }
  }
  if (more > 0) found.push_back({Severity::error, "stale-plan", {}, "", "and " + std::to_string(more) + " more", ""});
  return found;
}

}  // namespace pgplumb::apply
