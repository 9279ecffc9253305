#include "catalog/kind.hpp"

#include "catalog/catalog.hpp"

namespace pgplumb::catalog {

namespace {

// A name as people read it: quoted only where it would be ambiguous. SQL is written by sql::identifier() alone.
std::string readable(const std::string& part) {
  const bool plain = !part.empty() && part.find_first_of(". \"\n\r\t()") == std::string::npos;
  if (plain) return part;
  std::string text = "\"";
  for (const char c : part) {
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else {
      if (c == '"') text += '"';
      text += c;
    }
  }
  return text + "\"";
}

}  // namespace

std::string Kind::describe(const ObjectId& id) const {
  std::string text(name());
  char separator = ' ';
  for (const std::string& part : id.path) {
    text += separator;
    text += readable(part);
    separator = '.';
  }
  return text;
}

std::vector<std::string> Kind::occupied_names(const Object& /*object*/) const {
  return {};
}

std::optional<std::vector<Sql>> Kind::rename(const Object& /*from*/, const ObjectId& /*to*/) const {
  return std::nullopt;
}

Reaction Kind::react(const Object& /*self*/, const Object& /*changed*/, Event event, const Context& /*context*/) const {
  return event == Event::gone ? Reaction::rebuilt : Reaction::none;
}

Alteration Kind::follow(const Object& /*from*/, const Object& /*to*/, const Context& /*context*/) const {
  return {};
}

std::optional<Kind::Aside> Kind::aside(const Object& /*object*/, const Context& /*context*/) const {
  return std::nullopt;
}

std::vector<ObjectIndex> Kind::dropped_with(const Object& object, const Context& /*context*/) const {
  if (object.parent == no_object) return {};
  return {object.parent};
}

std::string Kind::loses(const Object& /*object*/) const {
  return {};
}

std::vector<Danger> Kind::dangers(const Object& /*object*/, const Context& /*context*/) const {
  return {};
}

std::string Kind::refusal(const Object& /*object*/) const {
  return {};
}

std::vector<ObjectIndex> Kind::more_dependencies(const Object& /*object*/, const Catalog& /*catalog*/) const {
  return {};
}

}  // namespace pgplumb::catalog
