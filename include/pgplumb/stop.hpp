// Asking a command to end, with all that it does in any thread.
//
// Whoever starts a command puts a Stop into its request and keeps a copy. Every session of the command has one as well
// and waits for it beside the server's answer. std::stop_token would do, but that a signal handler may not ask it and
// that poll() does not wait for it.

#pragma once

#include <memory>

namespace pgplumb {

/// Copies are one and the same, for any number of threads.
class Stop {
 public:
  /// One that nobody asks.
  Stop() = default;
  /// One that can be asked. @throws Error if no file can be opened any more
  [[nodiscard]] static Stop make();

  /// From any thread and from signal handlers, any number of times. Does nothing to one that nobody asks.
  void ask() const noexcept;
  [[nodiscard]] bool asked() const noexcept;
  /// @throws Error (interrupted) once asked
  void check() const;
  /// To be read from once asked, for poll(); -1, which poll() passes over, if nobody asks. Nobody may read from it.
  [[nodiscard]] int descriptor() const noexcept;

 private:
  std::shared_ptr<const int> descriptor_;
};

}  // namespace pgplumb
