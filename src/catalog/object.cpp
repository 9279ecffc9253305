#include "catalog/object.hpp"

#include "catalog/kind.hpp"

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
        text += item;
      }
      return text + "}";
    }
  };
  return std::visit(Writer(), value);
}

}  // namespace pgplumb::catalog
