#include "report/sizes.hpp"

#include <fmt/core.h>

#include <array>
#include <set>

namespace pgplumb::report {

namespace {

using Name = std::function<std::string(const std::string&)>;

std::string rows_text(std::int64_t rows) {
  static constexpr std::array<const char*, 5> units = {"", " thousand", " million", " billion", " trillion"};
  if (rows == 1) return "1 row";
  auto count = static_cast<double>(rows);
  std::size_t unit = 0;
  for (; count >= 999.5 && unit + 1 < units.size(); ++unit) count /= 1000;
  std::string digits = fmt::format("{:.{}f}", count, unit > 0 && count < 9.95 ? 1 : 0);
  if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
  return digits + units[unit] + " rows";
}

// pg_size_pretty() of dbsize.c: less than 10,240 of a unit, which from kB on are counted in halves and rounded up.
std::string bytes_text(std::int64_t bytes) {
  static constexpr std::array<const char*, 6> units = {"B", "kB", "MB", "GB", "TB", "PB"};
  constexpr std::int64_t limit = 10240;
  if (bytes < limit) return fmt::format("{} B", bytes);
  std::size_t unit = 1;
  std::int64_t halves = bytes >> 9U;
  for (; halves >= 2 * limit - 1 && unit + 1 < units.size(); ++unit) halves >>= 10U;
  return fmt::format("{} {}", (halves + 1) / 2, units[unit]);
}

Name with_sizes(const Sizes& sizes, const Name& name) {
  return [&sizes, &name](const std::string& relation) {
    const std::string size = size_text(relation, sizes);
    return (name ? name(relation) : relation) + (size.empty() ? "" : " (" + size + ")");
  };
}

std::string steps_text(const std::set<int>& steps) {
  std::string list;
  std::size_t at = 0;
  for (const int step : steps) {
    list += (at == 0 ? "" : at + 1 == steps.size() ? " and " : ", ") + std::to_string(step);
    ++at;
  }
  return steps.size() == 1 ? "step " + list + " reads" : "steps " + list + " read";
}

}  // namespace

std::string size_text(const RelationSize& size) {
  if (size.bytes == 0) return "empty";
  return (size.rows ? rows_text(*size.rows) : "an unknown number of rows") + ", " + bytes_text(size.bytes);
}

std::string size_text(const std::string& relation, const Sizes& sizes) {
  const auto known = sizes.find(relation);
  return known == sizes.end() ? std::string() : size_text(known->second);
}

std::string told(const plan::Hazard& hazard, const Sizes& sizes, const Name& name) {
  return plan::told(hazard, keeps_waiting(hazard.kind) ? with_sizes(sizes, name) : name);
}

std::vector<std::string> reads_beside_hazards(const plan::Plan& plan, const Sizes& sizes, const Name& name) {
  std::map<std::string, std::set<int>> reads;
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& relation : step.measured.scans)
        if (sizes.contains(relation)) reads[relation].insert(step.number);
  for (const plan::Hazard& hazard : hazards_of(plan)) {
    if (!keeps_waiting(hazard.kind)) continue;
    reads.erase(hazard.relation);
    reads.erase(hazard.meanwhile);
  }
  std::vector<std::string> lines;
  for (const auto& [relation, steps] : reads)
    lines.push_back(fmt::format("{} all of {}, while others read and write it", steps_text(steps),
                                with_sizes(sizes, name)(relation)));
  return lines;
}

}  // namespace pgplumb::report
