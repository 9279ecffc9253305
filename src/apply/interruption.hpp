// Stopping between two statements, or in the middle of one, when the user asks for it.
//
// Nothing is ever cancelled outside of cancellable(): a COMMIT or a ROLLBACK runs to its end.

#pragma once

#include <chrono>

#include "apply/lock_watch.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// Thrown when the user asked to stop and nothing is being executed any more.
struct Interrupted {};

class Interruption {
 public:
  /// From now on `connection`, which must outlive the object, stops for nobody but within cancellable().
  Interruption(postgres::Connection& connection, Stop stop) : connection_(connection), stop_(std::move(stop)) {
    connection_.stop_when({});
  }

  /// @throws Interrupted if the user asked to stop
  void check() const {
    if (stop_.asked()) throw Interrupted();
  }

  /// From now on `watch` sees what is executed within cancellable(); null: nobody does.
  void watched_by(LockWatch* watch) { watch_ = watch; }

  /// Calls `work`, whose statement is cancelled if the user asks to stop. @throws Interrupted, Unanswered, or what
  /// `work` throws
  template <typename Work>
  void cancellable(Work work) {
    check();
    try {
      const Armed armed(connection_, stop_, watch_);
      work();
    } catch (const postgres::Unanswered&) {
      throw;
    } catch (const Error&) {
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
    Armed(postgres::Connection& connection, const Stop& stop, LockWatch* watch) : connection_(connection) {
      connection_.stop_when(stop);
      if (watch == nullptr) return;
      watch->begin();
      connection_.while_waiting([watch] { return watch->look(); });
    }
    ~Armed() {
      connection_.stop_when({});
      connection_.while_waiting({});
    }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;

   private:
    postgres::Connection& connection_;
  };

  postgres::Connection& connection_;
  Stop stop_;
  LockWatch* watch_ = nullptr;
};

}  // namespace pgplumb::apply
