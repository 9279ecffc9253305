// One drift or several as reports tell them: a database that could not be compared is told of, too.

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "pgplumb/drift.hpp"

namespace pgplumb::report {

struct DriftReport {
  DriftResult result;         ///< with `error`, only `database` and `desired` are known
  std::string error;          ///< why the database was not compared; empty if it was
  double seconds = 0;         ///< how long it took
  std::int64_t finished = 0;  ///< when it ended, in seconds since 1970
};

using DriftReports = std::span<const DriftReport>;

/// What a difference is called for machines: "only-in-database", "missing-in-database" or "differs".
[[nodiscard]] const char* word(const ObjectChange& difference);
/// And for people: "only in the database", "missing in the database", "differs".
[[nodiscard]] const char* words(const ObjectChange& difference);

/// "column app.users.age is only in the database", with the fields that differ: "type: integer -> bigint".
[[nodiscard]] std::string sentence(const ObjectChange& difference);

/// "3 differences: 1 only in the database, 1 missing, 1 different"
[[nodiscard]] std::string counts_text(const std::vector<ObjectChange>& differences);

/// The databases' descriptions without the word before them: "app on localhost:5432 as postgres".
[[nodiscard]] std::string short_name(const DriftResult& result);

/// Kind -> word of the difference -> how many.
[[nodiscard]] std::map<std::string, std::map<std::string, int>> by_kind(const std::vector<ObjectChange>& differences);

}  // namespace pgplumb::report
