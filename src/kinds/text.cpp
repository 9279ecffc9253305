#include "kinds/text.hpp"

#include <charconv>

#include "base/error.hpp"

namespace pgplumb::kinds {

using catalog::Value;

std::vector<std::string> parse_array(std::string_view literal) {
  const auto broken = [&] { return InternalError("not a text array: " + std::string(literal.substr(0, 80))); };
  if (literal.size() < 2 || literal.front() != '{' || literal.back() != '}') throw broken();
  const std::string_view body = literal.substr(1, literal.size() - 2);
  std::vector<std::string> items;
  std::size_t at = 0;
  while (at < body.size()) {
    std::string item;
    if (body[at] == '"') {
      for (++at; at < body.size() && body[at] != '"'; ++at) {
        if (body[at] == '\\') ++at;
        if (at >= body.size()) throw broken();
        item += body[at];
      }
      ++at;
    } else {
      while (at < body.size() && body[at] != ',') {
        if (body[at] == '\\') ++at;
        if (at >= body.size()) throw broken();
        item += body[at++];
      }
      if (item == "NULL") item.clear();
    }
    items.push_back(std::move(item));
    if (at < body.size() && body[at++] != ',') throw broken();
  }
  return items;
}

namespace {

std::int64_t parse_integer(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) throw InternalError("not an integer: " + text);
  return number;
}

}  // namespace

void from_row(const std::optional<std::string>& text, bool& field) {
  field = text == "t" || text == "true";
}
void from_row(const std::optional<std::string>& text, std::int64_t& field) {
  field = text ? parse_integer(*text) : 0;
}
void from_row(const std::optional<std::string>& text, std::string& field) {
  field = text.value_or(std::string());
}
void from_row(const std::optional<std::string>& text, std::vector<std::string>& field) {
  field = text ? parse_array(*text) : std::vector<std::string>();
}
void from_row(const std::optional<std::string>& text, std::optional<std::string>& field) {
  field = text;
}
void from_row(const std::optional<std::string>& text, std::optional<std::int64_t>& field) {
  field = text ? std::optional(parse_integer(*text)) : std::nullopt;
}

Value to_value(bool field) {
  return field ? Value(true) : Value();
}
Value to_value(std::int64_t field) {
  return field;
}
Value to_value(const std::string& field) {
  return field.empty() ? Value() : Value(field);
}
Value to_value(const std::vector<std::string>& field) {
  return field.empty() ? Value() : Value(field);
}
Value to_value(const std::optional<std::string>& field) {
  return field ? Value(*field) : Value();
}
Value to_value(const std::optional<std::int64_t>& field) {
  return field ? Value(*field) : Value();
}

namespace {

template <typename T>
bool take(const Value& value, T& field) {
  if (std::holds_alternative<std::monostate>(value)) {
    field = T();
    return true;
  }
  const T* held = std::get_if<T>(&value);
  if (held != nullptr) field = *held;
  return held != nullptr;
}

template <typename T>
bool take_optional(const Value& value, std::optional<T>& field) {
  if (std::holds_alternative<std::monostate>(value)) {
    field.reset();
    return true;
  }
  const T* held = std::get_if<T>(&value);
  if (held != nullptr) field = *held;
  return held != nullptr;
}

}  // namespace

bool from_value(const Value& value, bool& field) {
  return take(value, field);
}
bool from_value(const Value& value, std::int64_t& field) {
  return take(value, field);
}
bool from_value(const Value& value, std::string& field) {
  return take(value, field);
}
bool from_value(const Value& value, std::vector<std::string>& field) {
  return take(value, field);
}
bool from_value(const Value& value, std::optional<std::string>& field) {
  return take_optional(value, field);
}
bool from_value(const Value& value, std::optional<std::int64_t>& field) {
  return take_optional(value, field);
}

}  // namespace pgplumb::kinds
