#include "kinds/sequence_options.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

std::int64_t largest(const std::string& type) {
  if (type == "smallint") return INT16_MAX;
  if (type == "integer") return INT32_MAX;
  return INT64_MAX;
}

std::int64_t smallest(const std::string& type) {
  if (type == "smallint") return INT16_MIN;
  if (type == "integer") return INT32_MIN;
  return INT64_MIN;
}

}  // namespace

std::int64_t default_minimum(const std::string& type, std::int64_t increment) {
  return increment > 0 ? 1 : smallest(type);
}

std::int64_t default_maximum(const std::string& type, std::int64_t increment) {
  return increment > 0 ? largest(type) : -1;
}

std::string creation_options(const SequenceOptions& options, const std::string& type) {
  std::string text;
  const std::int64_t minimum = default_minimum(type, options.increment);
  const std::int64_t maximum = default_maximum(type, options.increment);
  if (options.increment != 1) text += " INCREMENT BY " + std::to_string(options.increment);
  if (options.minimum != minimum) text += " MINVALUE " + std::to_string(options.minimum);
  if (options.maximum != maximum) text += " MAXVALUE " + std::to_string(options.maximum);
  if (options.start != (options.increment > 0 ? options.minimum : options.maximum))
    text += " START WITH " + std::to_string(options.start);
  if (options.cache != 1) text += " CACHE " + std::to_string(options.cache);
  if (options.cycle) text += " CYCLE";
  return text;
}

std::string changed_options(const SequenceOptions& from, const SequenceOptions& to, const std::string& lead) {
  std::string text;
  const auto number = [&](const char* words, std::int64_t before, std::int64_t after) {
    if (before != after) text += " " + lead + words + std::to_string(after);
  };
  number("INCREMENT BY ", from.increment, to.increment);
  number("MINVALUE ", from.minimum, to.minimum);
  number("MAXVALUE ", from.maximum, to.maximum);
  number("START WITH ", from.start, to.start);
  number("CACHE ", from.cache, to.cache);
  if (from.cycle != to.cycle) text += " " + lead + (to.cycle ? "CYCLE" : "NO CYCLE");
  return text;
}

catalog::Counter counter_of(const SequenceOptions& options, std::string name, std::string aside) {
  return {std::move(name), std::move(aside), options.start, options.increment, options.minimum, options.maximum};
}

std::vector<catalog::Sql> move_into_limits(const std::string& name, const SequenceOptions& from,
                                           const SequenceOptions& to, const std::string& as) {
  const std::string limits = counter_of(to, name).limits_within(counter_of(from, name));
  if (limits.empty()) return {};
  // Not setval(), which a transaction that fails would not take back.
  return {{"DO " + sql::dollar_quoted("\nBEGIN\n    IF EXISTS (SELECT FROM " + name + " WHERE last_value NOT " +
                                      limits + ") THEN\n        ALTER SEQUENCE " + name + as + " MINVALUE " +
                                      std::to_string(std::min(from.minimum, to.minimum)) + " MAXVALUE " +
                                      std::to_string(std::max(from.maximum, to.maximum)) + " RESTART WITH " +
                                      std::to_string(to.start) + ";\n    END IF;\nEND\n")}};
}

std::vector<catalog::Guard> guard_position(const catalog::ObjectId& object, const std::string& name,
                                           const SequenceOptions& from, const SequenceOptions& to) {
  return counter_of(to, name).guard(counter_of(from, name), name, position_of(object));
}

std::string position_of(const catalog::ObjectId& object) {
  return "position of " + to_string(object);
}

}  // namespace pgplumb::kinds
