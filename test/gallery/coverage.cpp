#include "gallery/coverage.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "diff/diff.hpp"
#include "kinds/kinds.hpp"

namespace test {

namespace {

// Fields that no case changes, and why.
struct Exempt {
  std::string_view kind;
  std::string_view field;
  int until = 1000;  ///< from this major version on it is wanted
};

constexpr Exempt exempt[] = {
    // Tablespaces belong to the cluster.
    {"table", "tablespace"},
    {"index", "tablespace"},
    {"constraint", "tablespace"},
    {"materialized view", "tablespace"},
    // A procedure has none of these.
    {"procedure", "result"},
    {"procedure", "window"},
    {"procedure", "library"},
    {"procedure", "transforms"},
    {"procedure", "volatility"},
    {"procedure", "strict"},
    {"procedure", "leakproof"},
    {"procedure", "parallel"},
    {"procedure", "cost"},
    {"procedure", "rows"},
    {"procedure", "support"},
    // Transforms come with extensions that are not installed everywhere.
    {"function", "transforms"},
    // Compared where a schema names one, as the projection of its plan says: plan/renames_test.cpp.
    {"extension", "version"},
    // Made by hand: a plan that would touch them is refused.
    {"range type", "canonical"},
    {"unmodelled", "definition"},
    {"security label", "labels"},
    {"unread attribute", "definition"},
    {"collation", "rules", 16},
    {"publication", "generated_columns", 18},
    {"column", "is_virtual", 18},
    {"column", "not_null_name", 18},
    {"column", "not_null_no_inherit", 18},
    {"column", "not_null_not_valid", 18},
    {"constraint", "not_enforced", 18},
    {"domain", "not_null_name", 17},
    {"foreign data wrapper", "connection", 19},
    {"publication", "except", 19},
    {"publication", "all_sequences", 19},
};

bool is_exempt(std::string_view kind, std::string_view field, int server_major) {
  return std::any_of(std::begin(exempt), std::end(exempt), [&](const Exempt& one) {
    return one.kind == kind && one.field == field && server_major < one.until;
  });
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

std::vector<std::string> Coverage::missing(int server_major) const {
  std::vector<std::string> lines;
  for (const pgplumb::catalog::Kind* kind : pgplumb::kinds::all_kinds()) {
    for (const pgplumb::catalog::Field& field : kind->fields()) {
      const std::pair<std::string, std::string> pair{std::string(kind->name()), std::string(field.name)};
      if (!field.ignored && !seen_.contains(pair) && !is_exempt(pair.first, pair.second, server_major))
        lines.push_back("field " + pair.second + " of kind " + pair.first);
    }
  }
  return lines;
}

}  // namespace test
