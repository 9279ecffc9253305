// Stopping between two statements, or in the middle of one, when the user asks for it.
//
// A thread of its own watches the flag that a signal handler sets, and asks the server to cancel the statement that is
// being executed. Nothing is ever cancelled outside of cancellable(): a COMMIT or a ROLLBACK runs to its end.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// Thrown when the user asked to stop and nothing is being executed any more.
struct Interrupted {};

class Interruption {
 public:
  /// `flag` may be null: then nothing interrupts. Both must outlive the object.
  Interruption(postgres::Connection& connection, const std::atomic<bool>* flag);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] bool requested() const { return flag_ != nullptr && flag_->load(); }

  /// @throws Interrupted if the user asked to stop
  void check() const;

  /// Calls `work`, whose statement is cancelled if the user asks to stop. @throws Interrupted, or what `work` throws
  template <typename Work>
  void cancellable(Work work) {
    check();
    try {
      const Armed armed(*this);
      work();
    } catch (const ServerError&) {
      check();
      throw;
    }
    check();
  }

  /// Waits. @throws Interrupted if the user asks to stop
  void pause(std::chrono::milliseconds time);

 private:
  class Armed {
   public:
    explicit Armed(Interruption& interruption) : interruption_(interruption) { interruption_.arm(true); }
    ~Armed() { interruption_.arm(false); }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;

   private:
    Interruption& interruption_;
  };

  void arm(bool armed);
  void watch();

  postgres::Connection& connection_;
  const std::atomic<bool>* flag_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool armed_ = false;
  bool stopped_ = false;
  std::thread watcher_;
};

}  // namespace pgplumb::apply
