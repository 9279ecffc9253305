// How long a batch that could not get its locks is tried again, and how long others are left in peace between.
//
// While a statement waits for a lock, whoever comes after it waits behind it: a pause is at least as long as the try
// before it was, so that others are blocked for half of the time at most.

#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace pgplumb::apply {

class Patience {
 public:
  /// `attempts` tries of each batch; with a `wait` any number, until all batches together have waited so long.
  Patience(int attempts, std::optional<std::chrono::milliseconds> wait, std::chrono::milliseconds first_pause)
      : attempts_(attempts), left_(wait), wait_(wait), first_pause_(first_pause), pause_(first_pause) {}

  /// `times` as many tries as of others, each of which waits for so much less.
  void begin_batch(int times = 1);

  /// After a try that took `tried`, of which the statement that waited in vain took `waited`: the pause before the next
  /// try, which counts as waiting; nullopt if there is none.
  [[nodiscard]] std::optional<std::chrono::milliseconds> pause_after(std::chrono::milliseconds tried,
                                                                     std::chrono::milliseconds waited);

  /// What is left of `wait`: the longest that a statement may wait.
  [[nodiscard]] std::optional<std::chrono::milliseconds> left() const { return left_; }

  /// "try 2 of 5", "try 2"
  [[nodiscard]] std::string next() const;
  /// "3 times", "3 times within the 30.0 s that apply may wait"
  [[nodiscard]] std::string tried() const;

 private:
  int attempts_;
  std::optional<std::chrono::milliseconds> left_;
  std::optional<std::chrono::milliseconds> wait_;
  std::chrono::milliseconds first_pause_;
  std::chrono::milliseconds pause_;
  int number_ = 1;
  int times_ = 1;
};

}  // namespace pgplumb::apply
