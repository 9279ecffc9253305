// Stopping between two statements, or in the middle of one, when the user asks for it.
//
// A signal handler sets a flag; the connection looks at it while it waits for the server, and asks it to cancel the
// statement. Nothing is ever cancelled outside of cancellable(): a COMMIT or a ROLLBACK runs to its end.

#pragma once

#include <atomic>
#include <chrono>

#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// Thrown when the user asked to stop and nothing is being executed any more.
struct Interrupted {};

class Interruption {
 public:
  /// `flag` may be null: then nothing interrupts. Both must outlive the object.
  Interruption(postgres::Connection& connection, const std::atomic<bool>* flag)
      : connection_(connection), flag_(flag) {}

  [[nodiscard]] bool requested() const { return flag_ != nullptr && flag_->load(); }

  /// @throws Interrupted if the user asked to stop
  void check() const;

  /// Calls `work`, whose statement is cancelled if the user asks to stop. @throws Interrupted, or what `work` throws
  template <typename Work>
  void cancellable(Work work) {
    check();
    try {
      const Armed armed(connection_, flag_);
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
    Armed(postgres::Connection& connection, const std::atomic<bool>* flag) : connection_(connection) {
      connection_.cancel_when(flag);
    }
    ~Armed() { connection_.cancel_when(nullptr); }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;

   private:
    postgres::Connection& connection_;
  };

  postgres::Connection& connection_;
  const std::atomic<bool>* flag_;
};

}  // namespace pgplumb::apply
