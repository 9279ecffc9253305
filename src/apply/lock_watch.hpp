// Watching a statement from a second session: what it waits for, told while it waits.
//
// The session that waits cannot ask. So a thread of its own asks over a connection of its own, once a statement has
// taken a while, and the thread that waits tells what has come back: it never waits for the other one, and where there
// is no second connection to be had, nothing is told.

#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "apply/blockers.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

class LockWatch {
 public:
  struct Pace {
    std::chrono::milliseconds ask{1'000};    ///< after so long a statement is asked for, and again
    std::chrono::milliseconds tell{10'000};  ///< between two lines, and before the first one of an index
  };

  /// `connection`, which holds the DatabaseLock, must outlive the object. `tell` is called by the thread that calls
  /// look(), and must not throw.
  LockWatch(const postgres::Connection& connection, Pace pace, std::function<void(const std::string&)> tell);
  ~LockWatch();
  LockWatch(const LockWatch&) = delete;
  LockWatch& operator=(const LockWatch&) = delete;

  /// A statement begins.
  void begin();
  /// While it is executed: as postgres::WhileWaiting.
  [[nodiscard]] std::chrono::milliseconds look();
  /// How long ago it began.
  [[nodiscard]] std::chrono::milliseconds time() const;

  /// Who held the lock that was waited for last, since forget(); empty if that is not known.
  [[nodiscard]] std::string blocker() const { return blocker_; }
  void forget() { blocker_.clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  struct Answer {
    int statement = 0;
    std::vector<Blocker> blockers;
    std::string progress;
  };

  void ask();
  void tell(const Answer& answer);
  void work();
  void answer_questions();

  const postgres::Connection& connection_;
  const Pace pace_;
  const std::function<void(const std::string&)> tell_;
  Stop stop_;  // of the thread, which begins once it is made
  int statement_ = 0;
  Clock::time_point begun_;
  std::optional<Clock::time_point> asked_at_;  // of this statement
  std::optional<Clock::time_point> told_at_;   // of all
  std::string blocker_;

  std::mutex mutex_;  // for all that follows
  std::condition_variable asked_;
  std::optional<int> question_;
  std::optional<Answer> answer_;
  bool waiting_ = false;  // for an answer
  bool ended_ = false;    // there is nobody to ask, or nobody who asks any more
  std::thread thread_;
};

}  // namespace pgplumb::apply
