#include "report/drift_report.hpp"

#include <fmt/core.h>

#include "base/words.hpp"
#include "report/escape.hpp"
#include "report/grouping.hpp"

namespace pgplumb::report {

using plan::Change;

const char* word(const ObjectChange& difference) {
  if (difference.change == Change::create) return "only-in-database";
  if (difference.change == Change::drop) return "missing-in-database";
  return "differs";
}

const char* words(const ObjectChange& difference) {
  if (difference.change == Change::create) return "only in the database";
  if (difference.change == Change::drop) return "missing in the database";
  return "differs";
}

std::vector<ToldDifference> told(const DriftResult& result) {
  const Grouping grouping(result.differences);
  std::vector<ToldDifference> list;
  for (const ObjectChange& difference : result.differences)
    if (grouping.told_with(difference) == nullptr) list.push_back({difference, grouping.parts(difference.object)});
  return list;
}

std::string sentence(const ToldDifference& told) {
  constexpr std::size_t longest_value = 200;
  const ObjectChange& difference = told.difference;
  std::string text = visible(difference.object);
  if (difference.change == Change::create || difference.change == Change::drop)
    return text + " is " + words(difference) + (told.parts.empty() ? "" : ", with " + told.parts);
  text += " differs";
  for (const FieldChange& field : difference.fields)
    text += fmt::format("; {}: {} in the schema files, {} in the database", field.field,
                        shortened(visible(field.from), longest_value), shortened(visible(field.to), longest_value));
  return text;
}

std::string counts_text(const std::vector<ToldDifference>& differences) {
  int extra = 0;
  int missing = 0;
  for (const ToldDifference& told : differences) {
    extra += told.difference.change == Change::create ? 1 : 0;
    missing += told.difference.change == Change::drop ? 1 : 0;
  }
  const auto all = static_cast<int>(differences.size());
  return fmt::format("{}: {} only in the database, {} missing, {} different", counted(all, "difference"), extra,
                     missing, all - extra - missing);
}

std::string short_name(const DriftResult& result) {
  constexpr std::string_view word = "database ";
  return result.database.starts_with(word) ? result.database.substr(word.size()) : result.database;
}

std::map<std::string, std::map<std::string, int>> by_kind(const DriftResult& result) {
  std::map<std::string, std::map<std::string, int>> kinds;
  for (const ToldDifference& one : told(result)) ++kinds[one.difference.kind][word(one.difference)];
  return kinds;
}

}  // namespace pgplumb::report
