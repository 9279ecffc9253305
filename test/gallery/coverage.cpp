#include "gallery/coverage.hpp"

#include "diff/diff.hpp"
#include "kinds/kinds.hpp"

namespace test {

namespace {

// What no case can change on a server that a test may start.
const std::set<std::pair<std::string, std::string>>& exempt() {
  static const std::set<std::pair<std::string, std::string>> pairs = {
      {"table", "tablespace"},  // tablespaces belong to the cluster
      {"index", "tablespace"},
      {"materialized view", "tablespace"},
  };
  return pairs;
}

}  // namespace

void Coverage::add(const pgplumb::catalog::Catalog& from, const pgplumb::catalog::Catalog& to) {
  for (const pgplumb::diff::Difference& difference : pgplumb::diff::diff(from, to)) {
    if (difference.from == nullptr || difference.to == nullptr) continue;
    const auto& kind = *difference.id().kind;
    const std::scoped_lock lock(mutex_);
    for (const std::size_t field : difference.fields)
      seen_.emplace(std::string(kind.name()), std::string(kind.fields()[field].name));
  }
}

std::vector<std::string> Coverage::missing() const {
  std::vector<std::string> lines;
  for (const pgplumb::catalog::Kind* kind : pgplumb::kinds::all_kinds()) {
    for (const pgplumb::catalog::Field& field : kind->fields()) {
      const std::pair<std::string, std::string> pair{std::string(kind->name()), std::string(field.name)};
      if (!field.ignored && !seen_.contains(pair) && !exempt().contains(pair))
        lines.push_back("field " + pair.second + " of kind " + pair.first);
    }
  }
  return lines;
}

}  // namespace test
