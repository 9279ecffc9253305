// Several databases at once. Each has a session and, where it needs one, a scratch server of its own; the desired
// schema is loaded once for all that read the schema files alike.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/shortage.hpp"
#include "commands/drift.hpp"
#include "postgres/connection.hpp"

namespace pgplumb {

using commands::Desired;
using commands::Live;
using commands::Scratches;

namespace {

/// Whatever can make schema files read otherwise: nothing, if what is not managed may lend them a hand.
std::vector<std::string> key_of(const DriftRequest& request, Live& live) {
  const Settings& settings = request.settings;
  if (!request.snapshot.empty()) return {"snapshot", request.snapshot};
  if (!settings.schemas.empty() || !settings.exclude_schemas.empty() || !settings.ignore.empty()) return {};
  const sources::ScratchNeeds needs = sources::scratch_needs(live.connection);
  std::vector<std::string> key{"files",
                               std::to_string(needs.major_version),
                               needs.encoding,
                               needs.collate,
                               needs.ctype,
                               needs.locale_provider,
                               needs.locale,
                               settings.scratch,
                               live.catalog.origin().role};
  key.insert(key.end(), needs.extensions.begin(), needs.extensions.end());
  return key;
}

/// Desired schemas by what they were read with. All requests have the same settings but for the scratch.
class SharedDesired {
 public:
  Desired get(const DriftRequest& request, Live& live, Scratches& scratches) {
    const std::vector<std::string> key = key_of(request, live);
    if (key.empty()) return commands::desired_for_drift(request, live, scratches);
    std::promise<Kept> promise;
    std::shared_future<Kept> kept;
    bool first = false;
    {
      const std::lock_guard lock(mutex_);
      const auto [at, added] = kept_.emplace(key, std::shared_future<Kept>());
      if (added) at->second = promise.get_future().share();
      kept = at->second;
      first = added;
    }
    if (!first) {
      // What failed for another database need not fail for this one.
      const Kept& found = kept.get();
      return found == nullptr ? commands::desired_for_drift(request, live, scratches) : *found;
    }
    try {
      const Kept loaded = std::make_shared<const Desired>(commands::desired_for_drift(request, live, scratches));
      promise.set_value(loaded);
      return *loaded;
    } catch (...) {
      promise.set_value(nullptr);
      throw;
    }
  }

 private:
  // Catalogs are not for several threads: each takes a copy, which shares what is large.
  using Kept = std::shared_ptr<const Desired>;
  std::mutex mutex_;
  std::map<std::vector<std::string>, std::shared_future<Kept>> kept_;
};

/// The problems of what was read are told one after the other.
std::string told(const Error& error) {
  std::string text = error.what();
  if (const auto* diagnosed = dynamic_cast<const DiagnosedError*>(&error); diagnosed != nullptr)
    for (const Diagnostic& diagnostic : diagnosed->diagnostics()) text += "\n" + to_string(diagnostic);
  return text;
}

DriftOutcome outcome_of(const DriftRequest& request, SharedDesired& shared, std::atomic<bool>& interrupted) {
  DriftOutcome outcome;
  const auto begin = std::chrono::steady_clock::now();
  try {
    outcome.result = commands::drift_of(request, [&](const DriftRequest& one, Live& live, Scratches& scratches) {
      return shared.get(one, live, scratches);
    });
  } catch (const Error& error) {
    if (error.exit_code() == ExitCode::interrupted) interrupted = true;
    outcome.error = told(error);
    outcome.hint = error.hint();
  } catch (const std::exception& error) {
    const Error known = error_of(error);
    outcome.error = known.what();
    outcome.hint = known.hint();
  }
  outcome.result.place = commands::place_of(request);
  if (!outcome.error.empty())
    outcome.result.database = request.name.empty() ? postgres::redacted(request.connection) : request.name;
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

}  // namespace

std::vector<DriftOutcome> find_drifts(const std::vector<DriftRequest>& requests, int jobs) {
  std::vector<DriftOutcome> outcomes(requests.size());
  SharedDesired shared;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> interrupted{false};
  const auto work = [&] {
    for (std::size_t index = next++; index < requests.size() && !interrupted; index = next++)
      outcomes[index] = outcome_of(requests[index], shared, interrupted);
  };
  {
    std::vector<std::jthread> threads;
    const std::size_t count = std::min(requests.size(), static_cast<std::size_t>(std::max(jobs, 1)));
    try {
      while (threads.size() + 1 < count) threads.emplace_back(work);
    } catch (const std::system_error&) {
      // There are no more to be had: those that there are do it all.
    }
    work();
  }
  if (interrupted) throw Error("interrupted", "nothing was changed", ExitCode::interrupted);
  return outcomes;
}

}  // namespace pgplumb
