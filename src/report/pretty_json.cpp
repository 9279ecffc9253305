#include "report/pretty_json.hpp"

#include <fmt/core.h>

#include <boost/json.hpp>

#include "base/characters.hpp"

namespace pgplumb::report {

namespace {

// A string with what cannot be seen escaped, which is the same string to whoever reads it.
std::string serialized(const boost::json::value& value) {
  std::string text;
  each_character(boost::json::serialize(value), [&](const Character& character, std::string_view bytes) {
    if (!character.valid || character.code < 0x80 || !is_unseen(character.code)) {
      text += bytes;
    } else if (character.code < 0x10000) {
      text += fmt::format("\\u{:04x}", character.code);
    } else {
      const std::uint32_t rest = character.code - 0x10000;
      text += fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
    }
  });
  return text;
}

void write(std::string& text, const boost::json::value& value, const std::string& indent) {
  const std::string deeper = indent + "  ";
  const char* separator = "\n";
  if (const boost::json::object* object = value.if_object(); object != nullptr && !object->empty()) {
    text += '{';
    for (const auto& [key, member] : *object) {
      text += separator + deeper + serialized(boost::json::value(key)) + ": ";
      write(text, member, deeper);
      separator = ",\n";
    }
    text += "\n" + indent + '}';
  } else if (const boost::json::array* array = value.if_array(); array != nullptr && !array->empty()) {
    text += '[';
    for (const boost::json::value& item : *array) {
      text += separator + deeper;
      write(text, item, deeper);
      separator = ",\n";
    }
    text += "\n" + indent + ']';
  } else {
    text += serialized(value);
  }
}

}  // namespace

std::string pretty_json(const boost::json::value& value) {
  std::string text;
  write(text, value, "");
  return text + "\n";
}

}  // namespace pgplumb::report
