// The smallest pair of schemas that still fails.

#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace test {

struct SchemaPair {
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// Leaves out statements, from both schemas where both have them, as long as `fails` says so: first many together, then
/// one by one.
[[nodiscard]] inline SchemaPair shrunk(SchemaPair pair, const std::function<bool(const SchemaPair&)>& fails) {
  const auto distinct = [](const SchemaPair& of) {
    std::vector<std::string> all = of.before;
    for (const std::string& one : of.after)
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    return all;
  };
  std::vector<std::string> all = distinct(pair);
  for (std::size_t size = all.size() / 2; size > 0; size /= 2) {
    // From the end, where what depends on others stands.
    for (std::size_t end = all.size(); end > 0;) {
      const std::size_t begin = end > size ? end - size : 0;
      const auto is_left_out = [&](const std::string& one) {
        return std::find(all.begin() + static_cast<std::ptrdiff_t>(begin),
                         all.begin() + static_cast<std::ptrdiff_t>(end),
                         one) != all.begin() + static_cast<std::ptrdiff_t>(end);
      };
      SchemaPair less = pair;
      std::erase_if(less.before, is_left_out);
      std::erase_if(less.after, is_left_out);
      end = begin;
      if (!fails(less)) continue;
      pair = std::move(less);
      all = distinct(pair);
      end = std::min(end, all.size());
    }
  }
  return pair;
}

}  // namespace test
