// Chance that is the same everywhere: what falls depends on the words that the dice were made from and on nothing else.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace test {

class Dice {
 public:
  explicit Dice(std::string_view words) {
    for (const char c : words) state_ = (state_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    (void)next();
  }

  /// A number below `limit`, which is not 0.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  bool chance(std::size_t percent) { return below(100) < percent; }

  template <typename T>
  const T& one_of(const std::vector<T>& items) {
    return items[below(items.size())];
  }

 private:
  // splitmix64
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
  }

  std::uint64_t state_ = 14695981039346656037ULL;
};

}  // namespace test
