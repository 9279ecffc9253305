#include "sql/written_block.hpp"

#include <algorithm>
#include <array>

namespace pgplumb::sql {

namespace {

bool is_any(const Words& words, std::size_t at, std::initializer_list<const char*> list) {
  return std::any_of(list.begin(), list.end(), [&](const char* word) { return words.is(at, word); });
}

// The name whose last word stands at `at` is that of a type: numeric(12,2), character varying(4), interval day to
// second(3), behind a cast.
bool is_type(const Words& words, std::size_t at) {
  while (at > 1 && words.symbol(at - 1, '.')) at -= 2;
  while (at > 0 && is_any(words, at, {"varying", "second", "to", "day", "hour", "minute"}) &&
         is_any(words, at - 1, {"character", "bit", "interval", "to", "day", "hour", "minute"}))
    --at;
  return at > 0 && words.text(at - 1) == "::";
}

// What takes a value apart.
bool only_reads(const Words& words, std::size_t at) {
  return at > 1 && words.symbol(at - 1, '.') && words.is(at - 2, "pg_catalog") &&
         is_any(words, at, {"unnest", "count", "json_each", "json_typeof", "json_array_elements", "json_object_keys"});
}

// The columns of what stands before it are named: WITH RECURSIVE part(j), LATERAL (...) part(j).
bool is_alias(const Words& words, std::size_t at) {
  return at > 0 && (words.is(at - 1, "recursive") || words.symbol(at - 1, ')'));
}

// A word in front of a parenthesis calls a function unless SQL has it there.
bool calls_function(const Words& words, std::size_t from, std::size_t end) {
  for (std::size_t at = from; at + 1 < end; ++at) {
    if (!words.symbol(at + 1, '(')) continue;
    const char first = words.text(at).front();
    const bool is_name = std::isalpha(static_cast<unsigned char>(first)) || first == '_' || first == '"';
    if (!is_name || is_any(words, at, {"exists", "and", "or", "not", "from", "where", "as", "lateral"})) continue;
    if (!is_type(words, at) && !only_reads(words, at) && !is_alias(words, at)) return true;
  }
  return false;
}

}  // namespace

bool is_written_block(const Words& words) {
  if (words.size() != 2 || !words.is(0, "do") || !words.is_string(1)) return false;
  const std::string_view quoted = words.text(1);
  const std::size_t tag = quoted.front() == '$' ? quoted.find('$', 1) + 1 : 0;
  if (tag == 0 || quoted.size() < 2 * tag) return false;
  const Words body(quoted.substr(tag, quoted.size() - 2 * tag));
  static constexpr std::array begins = {"begin", "if", "exists"};
  for (std::size_t at = 0; at < begins.size(); ++at)
    if (!body.is(at, begins[at])) return false;
  const std::size_t condition = 2;
  std::size_t at = condition;
  while (at < body.size() && !body.is(at, "then")) {
    if (body.symbol(at, ';')) return false;
    at = body.behind(at);
  }
  if (!(body.is(at + 1, "raise") && body.is(at + 2, "exception")) &&
      !(body.is(at + 1, "alter") && body.is(at + 2, "sequence")))
    return false;
  while (at < body.size() && !body.symbol(at, ';')) at = body.behind(at);
  // What RAISE says could do something as well, and a sequence's position outlives the failed transaction.
  if (calls_function(body, condition, at)) return false;
  return at + 5 == body.size() && body.is(at + 1, "end") && body.is(at + 2, "if") && body.symbol(at + 3, ';') &&
         body.is(at + 4, "end");
}

}  // namespace pgplumb::sql
