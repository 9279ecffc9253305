// A sign of life on standard error for whatever takes over a second. Where that is no terminal, or a
// dumb one, there is none. It has no colours.

#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "pgplumb/progress.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb::cli {

class Spinner {
 public:
  explicit Spinner(Stop stop);
  ~Spinner();
  Spinner(const Spinner&) = delete;
  Spinner& operator=(const Spinner&) = delete;

  /// Shows `doing` from now on. @throws Error (interrupted) once the stop is asked
  void say(const std::string& doing);
  /// Prints `line` on standard output, above the spinner, which shows it from now on. Never throws.
  void tell(const std::string& line);
  /// say() for the library. The spinner must outlive it.
  [[nodiscard]] Progress progress();
  /// Clears the line. Nothing is shown afterwards.
  void stop();

 private:
  void spin();

  const Stop stop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string doing_;
  bool stopped_ = false;
  bool shown_ = false;
  std::thread thread_;
};

}  // namespace pgplumb::cli
