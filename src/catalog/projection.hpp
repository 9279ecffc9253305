// What is compared: live and desired pass through the same projection in plan, proof, apply and drift alike.
//
// What it hides is counted, never silently.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

namespace pgplumb::catalog {

/// A rule for objects, most often one that ignores them: objects of `kind` ("*" for any) whose name, as to_string(id)
/// gives it without the kind, matches the glob `pattern` (* and ?).
struct IgnoreRule {
  std::string kind = "*";
  std::string pattern;

  auto operator<=>(const IgnoreRule&) const = default;
};

struct Projection {
  std::vector<std::string> schemas;           ///< globs of managed schemas; empty: all
  std::vector<std::string> excluded_schemas;  ///< globs of schemas that are not managed
  std::vector<IgnoreRule> ignore;
  /// What is managed although its schema is not: a policy on a table of somebody else.
  std::vector<IgnoreRule> guests;
  /// The same, for objects that need something outside of the schema: a trigger that calls a function of one's own.
  std::vector<IgnoreRule> outward_guests;
  std::vector<std::string> versions;  ///< the objects of which versions are compared, by the last part of their names
  bool owners = false;
  bool privileges = false;

  auto operator<=>(const Projection&) const = default;

  /// One line for a plan's header, and back. @throws Error if it cannot be understood
  [[nodiscard]] std::string to_line() const;
  [[nodiscard]] static Projection from_line(std::string_view line);
};

struct Projected {
  Catalog catalog;
  std::map<std::string, int>
      hidden;  ///< why -> how many objects: "owners", "schema auth", "ignore rule table:public.tmp_*"
};

/// What project() would leave out, without the catalog.
[[nodiscard]] std::map<std::string, int> count_hidden(const Catalog& catalog, const Projection& projection);

/// The catalog with the versions of what `projection` compares versions of; else nothing has one. project() does it.
[[nodiscard]] Catalog with_versions(Catalog catalog, const Projection& projection);

[[nodiscard]] Projected project(const Catalog& catalog, const Projection& projection);

/// A schema that an extension brings: there because something of the user's stands in it.
[[nodiscard]] bool belongs_to_extension(const Object& object);

/// Glob with * and ?; every other character stands for itself.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view text);

}  // namespace pgplumb::catalog
