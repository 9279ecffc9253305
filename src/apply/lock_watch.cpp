#include "apply/lock_watch.hpp"

#include <algorithm>
#include <exception>

#include "apply/database_lock.hpp"
#include "base/duration.hpp"

namespace pgplumb::apply {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds while_asking{50};
constexpr milliseconds without_end{60'000};
constexpr std::size_t most_lines = 3;

}  // namespace

LockWatch::LockWatch(const postgres::Connection& connection, Pace pace, std::function<void(const std::string&)> tell)
    : connection_(connection), pace_(pace), tell_(std::move(tell)) {}

LockWatch::~LockWatch() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  stop_.ask();
  asked_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LockWatch::begin() {
  ++statement_;
  begun_ = Clock::now();
  asked_at_.reset();
}

milliseconds LockWatch::time() const {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - begun_);
}

milliseconds LockWatch::look() {
  std::optional<Answer> answer;
  bool waiting = false;
  {
    const std::lock_guard lock(mutex_);
    if (ended_) return without_end;
    answer = std::exchange(answer_, std::nullopt);
    waiting = waiting_;
  }
  if (answer && answer->statement == statement_) tell(*answer);
  if (waiting) return while_asking;
  const auto next = asked_at_.value_or(begun_) + pace_.ask;
  const auto now = Clock::now();
  if (now < next) return std::chrono::ceil<milliseconds>(next - now);
  ask();
  return while_asking;
}

void LockWatch::ask() {
  asked_at_ = Clock::now();
  {
    const std::lock_guard lock(mutex_);
    question_ = statement_;
    waiting_ = true;
  }
  asked_.notify_all();
  if (thread_.joinable()) return;
  try {
    stop_ = Stop::make();
    thread_ = std::thread([this] { work(); });
  } catch (const std::exception&) {
    // No file or no thread is to be had.
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
}

void LockWatch::tell(const Answer& answer) {
  if (!answer.blockers.empty()) blocker_ = to_string(answer.blockers.front());
  const auto now = Clock::now();
  if (told_at_ && now < *told_at_ + pace_.tell) return;
  const std::string after = "  after " + rough(time()) + ": ";
  const std::string progress = answer.progress.empty() ? "" : " [" + answer.progress + "]";
  if (!answer.blockers.empty()) {
    const std::size_t all = answer.blockers.size();
    const std::size_t shown = told_at_ ? 1 : std::min(all, most_lines);
    for (std::size_t number = 0; number < shown; ++number) {
      const bool is_last = number + 1 == shown;
      const std::string more = is_last && shown < all ? ", and " + std::to_string(all - shown) + " more" : "";
      tell_(after + "waits for " + to_string(answer.blockers[number]) + more + progress);
    }
  } else if (!answer.progress.empty() && time() >= pace_.tell) {
    tell_(after + answer.progress);
  } else {
    return;
  }
  told_at_ = now;
}

// Whatever goes wrong here is no reason for the plan to fail.
void LockWatch::work() {
  try {
    answer_questions();
  } catch (const std::exception&) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
}

void LockWatch::answer_questions() {
  postgres::Connection connection = connection_.another(stop_);
  const std::optional<std::string> process = process_that_applies(connection);
  if (!process) throw Error("this is another server, or another database");
  for (;;) {
    Answer answer;
    {
      std::unique_lock lock(mutex_);
      asked_.wait(lock, [this] { return ended_ || question_; });
      if (ended_) return;
      answer.statement = *std::exchange(question_, std::nullopt);
    }
    answer.blockers = blockers_of(connection, *process);
    answer.progress = index_progress_of(connection, *process);
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
    waiting_ = false;
  }
}

}  // namespace pgplumb::apply
