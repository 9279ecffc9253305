// Characters of UTF-8, and those among them that deceive: that cannot be seen, turn the direction of writing, or look
// like another one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pgplumb {

struct Character {
  std::uint32_t code = 0;
  std::size_t size = 1;  ///< bytes
  bool valid = true;     ///< false: a byte that begins none, which is `code`
};

/// The character that begins at byte `at` of `text`, which is less than its size.
[[nodiscard]] Character character_at(std::string_view text, std::size_t at);

/// May stand in an unquoted name of PostgreSQL's, or in one of any language in a function's body: letters, digits, _,
/// $, and every byte beyond ASCII.
[[nodiscard]] constexpr bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Calls `each` with every character of `text` and its bytes.
template <typename Each>
void each_character(std::string_view text, Each each) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    each(character, text.substr(at, character.size));
    at += character.size;
  }
}

/// Control characters, marks that turn the direction of writing, and what has no width.
[[nodiscard]] bool is_unseen(std::uint32_t code);

/// Whether a name holds unseen characters, or is one of ASCII to the eye and not in fact: each character of it that is
/// none of ASCII looks like one that is (letters of Cyrillic, a blank that is not 0x20).
[[nodiscard]] bool is_deceptive(std::string_view name);

/// The bytes of `text` at which letters of other alphabets begin that look like ASCII in a word that would be ASCII but
/// for them; ascending. A word of such letters alone counts where no other letter of `text` shows its alphabet.
[[nodiscard]] std::vector<std::size_t> deceptive_letters(std::string_view text);

}  // namespace pgplumb
