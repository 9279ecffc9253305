#include "catalog/projection.hpp"

#include <algorithm>
#include <utility>

namespace pgplumb::catalog {

namespace {

bool matches_any(const std::vector<std::string>& patterns, std::string_view text) {
  for (const std::string& pattern : patterns)
    if (matches(pattern, text)) return true;
  return false;
}

// The name as to_string() gives it, without the kind that it begins with.
std::string name_without_kind(const ObjectId& id) {
  std::string text = to_string(id);
  const std::string_view kind = id.kind->name();
  if (text.size() > kind.size() && text.starts_with(kind) && text[kind.size()] == ' ') text.erase(0, kind.size() + 1);
  return text;
}

const IgnoreRule* rule_for(const std::vector<IgnoreRule>& rules, const Kind& kind, std::string_view name) {
  for (const IgnoreRule& rule : rules)
    if ((rule.kind == "*" || rule.kind == kind.name()) && matches(rule.pattern, name)) return &rule;
  return nullptr;
}

// Says for each object why it is hidden; an object that is part of a hidden one is hidden for the same reason.
class Reasons {
 public:
  Reasons(const Catalog& catalog, const Projection& projection)
      : catalog_(catalog), projection_(projection), known_(catalog.size(), unknown) {}

  /// Empty if the object is managed.
  const std::string& of(ObjectIndex index) { return names_[number_of(index)]; }

  std::map<std::string, int> counts() {
    std::map<std::string, int> hidden;
    for (ObjectIndex index = 0; index < catalog_.size(); ++index)
      if (const std::uint32_t number = number_of(index); number != 0) ++hidden[names_[number]];
    return hidden;
  }

 private:
  static constexpr std::uint32_t unknown = UINT32_MAX;

  std::uint32_t number_of(ObjectIndex index) {
    if (known_[index] != unknown) return known_[index];
    known_[index] = 0;  // of an extension's schema, while what stands there is looked at
    const Object& object = catalog_[index];
    std::uint32_t number = object.parent == no_object ? 0 : number_of(object.parent);
    if (number != 0 && is_guest(object)) number = 0;
    if (number == 0) number = numbered(own_reason(object));
    return known_[index] = number;
  }

  bool is_guest(const Object& object) const {
    if (projection_.guests.empty() && projection_.outward_guests.empty()) return false;
    const std::string name = name_without_kind(object.id);
    return rule_for(projection_.guests, *object.id.kind, name) != nullptr ||
           (rule_for(projection_.outward_guests, *object.id.kind, name) != nullptr && needs_other_schema(object));
  }

  bool needs_other_schema(const Object& object) const {
    const Object& own = root(object);
    for (const ObjectIndex dependency : object.dependencies)
      if (&root(catalog_[dependency]) != &own) return true;
    return false;
  }

  const Object& root(const Object& object) const {
    const Object* at = &object;
    while (const Object* parent = catalog_.parent_of(*at)) at = parent;
    return *at;
  }

  std::string own_reason(const Object& object) {
    const Kind& kind = *object.id.kind;
    if (kind.facet() == Facet::owners && !projection_.owners) return "owners";
    if (kind.facet() == Facet::privileges && !projection_.privileges) return "privileges";
    if (kind.is_namespace()) {
      const std::string& schema = object.id.path.front();
      const bool listed = projection_.schemas.empty() || matches_any(projection_.schemas, schema);
      if (!listed || matches_any(projection_.excluded_schemas, schema)) return "schema " + schema;
    }
    if (holds_only_parts(object)) return "parts in schema " + object.id.path.front();
    if (is_part_made_by_extension(object)) return "parts in schema " + catalog_[object.parent].id.path.front();
    if (projection_.ignore.empty()) return {};
    const IgnoreRule* rule = rule_for(projection_.ignore, kind, name_without_kind(object.id));
    return rule == nullptr ? std::string() : "ignore rule " + rule->kind + ":" + rule->pattern;
  }

  // A partition or heir that stands in an extension's schema, while what it is a part of does not: the extension makes
  // it as rows come.
  bool is_part_made_by_extension(const Object& object) {
    if (object.parent == no_object || !belongs_to_extension(catalog_[object.parent])) return false;
    const auto index = static_cast<ObjectIndex>(&object - catalog_.objects().data());
    for (const ObjectIndex link : catalog_.dependents(index)) {
      if (catalog_[link].parent != index || !catalog_[link].id.kind->makes_part()) continue;
      for (const ObjectIndex whole : catalog_[link].dependencies) {
        const ObjectIndex schema = catalog_[whole].parent;
        if (whole == index || schema == no_object || !catalog_[schema].id.kind->is_namespace()) continue;
        if (schema != object.parent || number_of(whole) != 0) return true;
      }
    }
    return false;
  }

  bool holds_only_parts(const Object& object) {
    if (!belongs_to_extension(object)) return false;
    const auto index = static_cast<ObjectIndex>(&object - catalog_.objects().data());
    const auto& held = catalog_.dependents(index);
    return std::all_of(held.begin(), held.end(), [&](ObjectIndex one) {
      return catalog_[one].parent != index || is_part_made_by_extension(catalog_[one]);
    });
  }

  std::uint32_t numbered(const std::string& reason) {
    if (reason.empty()) return 0;
    const auto [at, added] = numbers_.try_emplace(reason, static_cast<std::uint32_t>(names_.size()));
    if (added) names_.push_back(reason);
    return at->second;
  }

  const Catalog& catalog_;
  const Projection& projection_;
  std::vector<std::uint32_t> known_;
  std::vector<std::string> names_{""};
  std::map<std::string, std::uint32_t> numbers_;
};

}  // namespace

bool belongs_to_extension(const Object& object) {
  return object.id.kind->is_namespace() && object.parent != no_object;
}

bool matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_at = 0;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      star_at = at;
    } else if (in_pattern < pattern.size() && (pattern[in_pattern] == '?' || pattern[in_pattern] == text[at])) {
      ++in_pattern;
      ++at;
      // A ? stands for a character, not for one byte of it.
      if (pattern[in_pattern - 1] == '?')
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++star_at;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
  return in_pattern == pattern.size();
}

std::map<std::string, int> count_hidden(const Catalog& catalog, const Projection& projection) {
  return Reasons(catalog, projection).counts();
}

Catalog with_versions(Catalog catalog, const Projection& projection) {
  if (projection.versions.empty()) return catalog;
  std::map<ObjectIndex, std::shared_ptr<const Attributes>> named;
  for (ObjectIndex index = 0; index < catalog.size(); ++index) {
    const Object& object = catalog[index];
    if (std::find(projection.versions.begin(), projection.versions.end(), object.id.path.back()) ==
        projection.versions.end())
      continue;
    if (auto attributes = object.id.kind->with_version(object)) named[index] = std::move(attributes);
  }
  return catalog.with(named);
}

Projected project(const Catalog& catalog, const Projection& projection) {
  Reasons reasons(catalog, projection);
  Projected projected;
  projected.catalog = with_versions(catalog.exactly([&](const Object& object) {
    return reasons.of(static_cast<ObjectIndex>(&object - catalog.objects().data())).empty();
  }),
                                    projection);
  projected.hidden = reasons.counts();
  return projected;
}

}  // namespace pgplumb::catalog
