#include "commands/replaced_names.hpp"

#include <algorithm>

#include "base/characters.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::Object;
using catalog::Value;

namespace {

std::string lowered(std::string_view word) {
  std::string text(word);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// The text with each word as `exchange` gives it.
template <typename Exchange>
std::string with_words(std::string_view text, Exchange exchange) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_name_letter(text[end])) ++end;
    if (end == at) {
      result += text[at++];
    } else {
      result += exchange(text.substr(at, end - at));
      at = end;
    }
  }
  return result;
}

// What PostgreSQL brings along has the same name everywhere.
constexpr const char* words_of_postgres =
    "SELECT word FROM pg_catalog.pg_get_keywords() UNION SELECT proname FROM pg_catalog.pg_proc WHERE pronamespace = "
    "11 "
    "UNION SELECT typname FROM pg_catalog.pg_type WHERE typnamespace = 11 UNION SELECT relname FROM "
    "pg_catalog.pg_class "
    "WHERE relnamespace = 11 UNION SELECT amname FROM pg_catalog.pg_am WHERE oid < 16384 UNION SELECT lanname FROM "
    "pg_catalog.pg_language WHERE oid < 16384 UNION SELECT collname FROM pg_catalog.pg_collation WHERE collnamespace = "
    "11 UNION SELECT opcname FROM pg_catalog.pg_opclass WHERE opcnamespace = 11 UNION SELECT name FROM "
    "pg_catalog.pg_settings UNION SELECT name FROM pg_catalog.pg_available_extensions UNION SELECT cfgname FROM "
    "pg_catalog.pg_ts_config WHERE cfgnamespace = 11 UNION SELECT rolname FROM pg_catalog.pg_roles WHERE oid < 16384 "
    "AND rolname ~ '^pg_'";

// Beside kinds and settings: what our own fields say.
constexpr std::string_view words_of_ours =
    "public pg_catalog information_schema libc icu builtin fillfactor autovacuum_enabled n_distinct "
    "n_distinct_inherited security_barrier security_invoker check_option local cascaded secret replica disabled d f m "
    "a b c i n p r s t u v x ndistinct dependencies mcv unlogged partitioned expand";

}  // namespace

ReplacedNames::ReplacedNames(postgres::Connection& server) {
  const auto keep = [&](std::string_view text) {
    (void)with_words(text, [&](std::string_view word) {
      kept_.insert(lowered(word));
      return std::string();
    });
  };
  for (const auto& row : server.execute(words_of_postgres).rows) keep(row[0].value_or(""));
  for (const catalog::Kind* kind : kinds::all_kinds()) keep(kind->name());
  keep(words_of_ours);
}

std::string ReplacedNames::replaced(std::string_view text) {
  return with_words(text, [&](std::string_view word) {
    const bool is_number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_number || kept_.contains(lowered(word))) return std::string(word);
    return replaced_.try_emplace(std::string(word), "n" + std::to_string(replaced_.size() + 1)).first->second;
  });
}

Value ReplacedNames::replaced_value(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return replaced(*text);
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    std::vector<std::string> items;
    for (const std::string& item : *list) items.push_back(replaced(item));
    return items;
  }
  return value;
}

Catalog ReplacedNames::in(const Catalog& catalog) {
  std::vector<Object> objects = catalog.objects();
  for (Object& object : objects) {
    std::vector<std::string> path;
    for (const std::string& part : object.id.path) path.push_back(replaced(part));
    std::vector<Value> values;
    for (std::size_t field = 0; field < object.id.kind->fields().size(); ++field)
      values.push_back(replaced_value(object.id.kind->get(*object.attributes, field)));
    object.attributes = object.id.kind->make(values);
    object.id = {object.id.kind, std::move(path)};
  }
  catalog::Origin origin = catalog.origin();
  origin.role = replaced(origin.role);
  for (std::string& schema : origin.search_path) schema = replaced(schema);
  for (std::string& schema : origin.open_schemas) schema = replaced(schema);
  return Catalog(std::move(objects), std::move(origin));
}

std::string ReplacedNames::in(std::string_view text) const {
  return with_words(text, [&](std::string_view word) {
    const auto found = replaced_.find(word);
    return found == replaced_.end() ? std::string(word) : found->second;
  });
}

}  // namespace pgplumb::commands
