#include "catalog/object.hpp"

#include <algorithm>
#include <iterator>

#include "catalog/kind.hpp"
#include "catalog/secret_option.hpp"

namespace pgplumb::catalog {

std::strong_ordering ObjectId::operator<=>(const ObjectId& other) const {
  if (kind != other.kind) {
    const std::string_view mine = kind != nullptr ? kind->name() : std::string_view();
    const std::string_view theirs = other.kind != nullptr ? other.kind->name() : std::string_view();
    if (const auto order = mine <=> theirs; order != std::strong_ordering::equal) return order;
  }
  return path <=> other.path;
}

std::string to_string(const ObjectId& id) {
  return id.kind->describe(id);
}

bool is_secret_option(std::string_view option) {
  std::string name;
  for (const char c : option.substr(0, option.find('=')))
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  // postgres_fdw's, a switch.
  if (name.size() == option.size() || name == "password_required") return false;
  constexpr std::string_view secret[] = {"password", "passwd", "passcode", "pwd", "secret", "token", "private_key"};
  return std::any_of(std::begin(secret), std::end(secret),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

std::string to_text(const Value& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& items) const {
      std::string text = "{";
      for (const std::string& item : items) {
        if (text.size() > 1) text += ", ";
        text += is_secret_option(item) ? item.substr(0, item.find('=')) + "=..." : item;
      }
      return text + "}";
    }
  };
  return std::visit(Writer(), value);
}

}  // namespace pgplumb::catalog
