#include "catalog/kind.hpp"

#include "catalog/catalog.hpp"
#include "catalog/readable.hpp"

namespace pgplumb::catalog {

std::string Kind::describe(const ObjectId& id) const {
  const Path::Parts& path = id.path;
  return std::string(name()) + (path.empty() ? "" : " ") + readable(path);
}

std::vector<std::string> Kind::occupied_names(const Object& /*object*/) const {
  return {};
}

std::optional<Creation> Kind::prepare(const Object& /*object*/, const Context& /*context*/) const {
  return std::nullopt;
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
