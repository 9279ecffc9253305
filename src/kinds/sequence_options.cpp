#include "kinds/sequence_options.hpp"

#include <cstdint>

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

std::string move_to_start(const std::string& name, const SequenceOptions& from, const SequenceOptions& to) {
  if (from.start >= to.minimum && from.start <= to.maximum) return {};
  if (to.start < from.minimum || to.start > from.maximum) return {};
  return "SELECT pg_catalog.setval(" + sql::literal(name) + "::pg_catalog.regclass, " + std::to_string(to.start) +
         ", false) FROM " + name + " WHERE NOT is_called";
}

}  // namespace pgplumb::kinds
