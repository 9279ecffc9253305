#include "sql/visible_names.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/characters.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::sql {

std::string escaped_identifier(const std::string& name) {
  std::string text = "U&\"";
  each_character(name, [&](const Character& character, std::string_view bytes) {
    if (character.code == '"' || character.code == '\\') {
      text += bytes;
      text += bytes;
    } else if (character.code >= 0x20 && character.code < 0x7F) {
      text += bytes;
    } else if (character.code < 0x10000) {
      text += fmt::format("\\{:04X}", character.code);
    } else {
      text += fmt::format("\\+{:06X}", character.code);
    }
  });
  return text + "\"";
}

std::string with_visible_names(std::string statement) {
  const bool suspicious = std::any_of(statement.begin(), statement.end(), [](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value < 0x20 || value >= 0x7F;
  });
  if (!suspicious || statement.find('"') == std::string::npos) return statement;
  const Tokens found = tokenize(statement);
  std::string text;
  std::size_t copied = 0;
  for (const Token& token : found.tokens) {
    const std::string_view quoted = token_text(statement, token);
    if (token.kind != TokenKind::quoted_identifier || quoted.front() != '"' || !is_deceptive(quoted)) continue;
    std::string name;
    for (std::size_t at = 1; at + 1 < quoted.size(); ++at) {
      name += quoted[at];
      if (quoted[at] == '"') ++at;
    }
    text += statement.substr(copied, token.begin - copied) + escaped_identifier(name);
    copied = token.end;
  }
  return copied == 0 ? statement : text + statement.substr(copied);
}

}  // namespace pgplumb::sql
