#include "sql/identifier.hpp"

#include <algorithm>
#include <array>

#include "base/characters.hpp"

namespace pgplumb::sql {

namespace {

// Every keyword that is not "unreserved" in at least one of PostgreSQL 14 to 18, in byte order: these are the words
// that quote_identifier() puts in quotes. As pg_get_keywords() of those servers lists them; a name that only a newer
// server would quote is quoted for all of them, which is always correct.
// clang-format off
constexpr std::array<std::string_view, 164> quoted_keywords = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "between",
    "bigint", "binary", "bit", "boolean", "both", "case", "cast", "char", "character", "check", "coalesce", "collate",
    "collation", "column", "concurrently", "constraint", "create", "cross", "current_catalog", "current_date",
    "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "dec", "decimal",
    "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "exists", "extract", "false", "fetch",
    "float", "for", "foreign", "freeze", "from", "full", "grant", "greatest", "group", "grouping", "having", "ilike",
    "in", "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is", "isnull", "join",
    "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query",
    "json_scalar", "json_serialize", "json_table", "json_value", "lateral", "leading", "least", "left", "like",
    "limit", "localtime", "localtimestamp", "merge_action", "national", "natural", "nchar", "none", "normalize",
    "not", "notnull", "null", "nullif", "numeric", "offset", "on", "only", "or", "order", "out", "outer", "overlaps",
    "overlay", "placing", "position", "precision", "primary", "real", "references", "returning", "right", "row",
    "select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric", "system_user",
    "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true", "union", "unique",
    "user", "using", "values", "varchar", "variadic", "verbose", "when", "where", "window", "with", "xmlattributes",
    "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot",
    "xmlserialize", "xmltable",
};
// clang-format on

// begins[c - 'a'] is the first keyword whose first letter is at least c: a look-up compares a handful of words only.
constexpr auto letter_begins = [] {
  std::array<unsigned char, 27> begins{};
  std::size_t index = 0;
  for (std::size_t letter = 0; letter < 26; ++letter) {
    while (index < quoted_keywords.size() && quoted_keywords[index][0] < static_cast<char>('a' + letter)) ++index;
    begins[letter] = static_cast<unsigned char>(index);
  }
  begins[26] = static_cast<unsigned char>(quoted_keywords.size());
  return begins;
}();

static_assert(std::is_sorted(quoted_keywords.begin(), quoted_keywords.end()));

bool must_be_quoted(std::string_view name) {
  if (name.empty() || !((name[0] >= 'a' && name[0] <= 'z') || name[0] == '_')) return true;
  for (const char byte : name)
    if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_')) return true;
  if (name[0] == '_') return false;
  const auto letter = static_cast<std::size_t>(name[0] - 'a');
  const auto* const begin = quoted_keywords.begin();
  return std::binary_search(begin + letter_begins[letter], begin + letter_begins[letter + 1], name);
}

void append_doubling(std::string& text, std::string_view bytes, char doubled) {
  for (const char byte : bytes) {
    if (byte == doubled) text += byte;
    text += byte;
  }
}

void append_identifier(std::string& text, std::string_view name) {
  if (!must_be_quoted(name)) {
    text += name;
    return;
  }
  text += '"';
  append_doubling(text, name, '"');
  text += '"';
}

}  // namespace

std::string identifier(std::string_view name) {
  std::string text;
  text.reserve(name.size() + 2);
  append_identifier(text, name);
  return text;
}

std::string qualified(std::string_view schema, std::string_view name) {
  std::string text;
  text.reserve(schema.size() + name.size() + 5);
  append_identifier(text, schema);
  text += '.';
  append_identifier(text, name);
  return text;
}

std::string literal(std::string_view text) {
  std::string quoted;
  quoted.reserve(text.size() + 3);
  const bool escaped = text.find('\\') != std::string_view::npos;
  quoted += escaped ? "E'" : "'";
  for (const char byte : text) {
    if (byte == '\'' || byte == '\\') quoted += byte;
    quoted += byte;
  }
  quoted += '\'';
  return quoted;
}

std::string dollar_quoted(std::string_view text) {
  std::string quoted;
  for (std::string tag = "$$";; tag.insert(1, 1, '_')) {
    quoted.assign(text);
    quoted += tag;
    // The tag must not begin any earlier than at the end of the text, not even half inside of it ("a$" and "$$").
    if (quoted.find(tag) == text.size()) return tag + quoted;
  }
}

std::string role(std::string_view name) {
  return name.empty() ? "PUBLIC" : identifier(name);
}

std::string join(std::span<const std::string> items, std::string_view separator) {
  std::string text;
  for (const std::string& item : items) {
    if (&item != items.data()) text += separator;
    text += item;
  }
  return text;
}

std::string identifiers(std::span<const std::string> names) {
  std::string text;
  for (const std::string& name : names) {
    if (&name != names.data()) text += ", ";
    append_identifier(text, name);
  }
  return text;
}

std::string comment_text(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string safe;
  safe.reserve(text.size());
  const std::vector<std::size_t> letters = deceptive_letters(text);
  auto letter = letters.begin();
  std::size_t at = 0;
  each_character(text, [&](const Character& character, std::string_view bytes) {
    const bool deceptive = letter != letters.end() && *letter == at;
    if (deceptive) ++letter;
    at += bytes.size();
    if (character.code == '\\') {
      safe += "\\\\";
    } else if (character.code == '\n') {
      safe += "\\n";
    } else if (character.code == '\r') {
      safe += "\\r";
    } else if (deceptive || (character.valid && is_unseen(character.code))) {
      for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        safe += "\\x";
        safe += digits[value >> 4U];
        safe += digits[value & 15U];
      }
    } else {
      safe += bytes;
    }
  });
  return safe;
}

}  // namespace pgplumb::sql
