#include "base/characters.hpp"

#include <algorithm>
#include <array>

namespace pgplumb {

namespace {

// Letters of Greek, Cyrillic, Armenian and phonetic alphabets that fonts draw as letters of ASCII; ascending. The
// Turkish dotless i is none: it is a letter of its own there, and half of the words have one.
constexpr std::array<std::uint32_t, 64> look_alikes = {
    0x017F, 0x0251, 0x0261, 0x0391, 0x0392, 0x0395, 0x0396, 0x0397, 0x0399, 0x039A, 0x039C, 0x039D, 0x039F,
    0x03A1, 0x03A4, 0x03A5, 0x03A7, 0x03B1, 0x03B9, 0x03BD, 0x03BF, 0x03C1, 0x03C5, 0x03F2, 0x03F3, 0x0405,
    0x0406, 0x0408, 0x0410, 0x0412, 0x0415, 0x0417, 0x041A, 0x041C, 0x041D, 0x041E, 0x0420, 0x0421, 0x0422,
    0x0423, 0x0425, 0x0430, 0x0435, 0x043E, 0x0440, 0x0441, 0x0443, 0x0445, 0x0455, 0x0456, 0x0458, 0x04AE,
    0x04BB, 0x04C0, 0x04CF, 0x0501, 0x051B, 0x051D, 0x0570, 0x0578, 0x057D, 0x0581, 0x0585, 0x1D0F};
static_assert(std::is_sorted(look_alikes.begin(), look_alikes.end()));

bool looks_like_letter(std::uint32_t code) {
  const bool full_width = code >= 0xFF01 && code <= 0xFF5E;
  return full_width || std::binary_search(look_alikes.begin(), look_alikes.end(), code);
}

bool looks_like_ascii(std::uint32_t code) {
  const bool blank = code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
                     code == 0x205F || code == 0x3000;
  const bool dash = code >= 0x2010 && code <= 0x2015;
  return blank || dash || looks_like_letter(code);
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1, true};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + size > text.size()) return {first, 1, false};
  std::uint32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t index = 1; index < size; ++index) {
    if ((byte(at + index) & 0xC0) != 0x80) return {first, 1, false};
    code = (code << 6U) | (byte(at + index) & 0x3FU);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return {first, 1, false};
  return {code, size, true};
}

bool is_unseen(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x034F || code == 0x061C ||
         code == 0x115F || code == 0x1160 || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0x3164 || code == 0xFEFF ||
         code == 0xFFA0 || code == 0xFFFE || code == 0xFFFF || (code >= 0xE0000 && code <= 0xE007F);
}

bool is_deceptive(std::string_view name) {
  bool unseen = false;
  bool alike = false;
  bool other = false;
  each_character(name, [&](const Character& character, std::string_view) {
    unseen = unseen || (character.valid && is_unseen(character.code));
    if (character.code < 0x80) return;
    (looks_like_ascii(character.code) ? alike : other) = true;
  });
  return unseen || (alike && !other);
}

std::vector<std::size_t> deceptive_letters(std::string_view text) {
  std::vector<std::size_t> letters;  // of words that end before the one at hand
  std::vector<std::size_t> alone;    // of words that are nothing else
  std::vector<std::size_t> word;
  bool ascii = false;
  bool other = false;           // in the word
  bool shows_alphabet = false;  // in the text
  const auto end_word = [&] {
    if (!other) {
      auto& found = ascii ? letters : alone;
      found.insert(found.end(), word.begin(), word.end());
    }
    word.clear();
    ascii = other = false;
  };
  std::size_t at = 0;
  each_character(text, [&](const Character& character, std::string_view bytes) {
    const std::uint32_t code = character.code;
    const bool ascii_letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    const bool in_word = ascii_letter || code == '_' || (code >= '0' && code <= '9');
    if (ascii_letter) {
      ascii = true;
    } else if (looks_like_letter(code)) {
      word.push_back(at);
    } else if (!character.valid || (code < 0x80 && !in_word) || looks_like_ascii(code)) {
      end_word();
    } else if (code >= 0x80 && !is_unseen(code)) {
      other = shows_alphabet = true;
    }
    at += bytes.size();
  });
  end_word();
  if (!shows_alphabet) letters.insert(letters.end(), alone.begin(), alone.end());
  std::sort(letters.begin(), letters.end());
  return letters;
}

}  // namespace pgplumb
