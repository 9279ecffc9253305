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

/// A difference with a line of its own, and what is told on that line: the columns of a missing table.
struct ToldDifference {
  ObjectChange difference;
  std::string parts;  ///< "3 columns, 1 index"; empty if there are none
};

[[nodiscard]] std::vector<ToldDifference> told(const DriftResult& result);

/// What a difference is called for machines: "only-in-database", "missing-in-database" or "differs".
[[nodiscard]] const char* word(const ObjectChange& difference);
/// And for people: "only in the database", "missing in the database", "differs".
[[nodiscard]] const char* words(const ObjectChange& difference);

/// "table app.users is only in the database, with 3 columns", or with the fields that differ.
[[nodiscard]] std::string sentence(const ToldDifference& told);

/// "3 differences: 1 only in the database, 1 missing, 1 different", of those that have a line of their own.
[[nodiscard]] std::string counts_text(const std::vector<ToldDifference>& differences);

/// The databases' descriptions without the word before them: "app on localhost:5432 as postgres".
[[nodiscard]] std::string short_name(const DriftResult& result);

/// Kind -> word of the difference -> how many of those that have a line of their own.
[[nodiscard]] std::map<std::string, std::map<std::string, int>> by_kind(const DriftResult& result);

}  // namespace pgplumb::report
