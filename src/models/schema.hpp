// Models as JSON Schema describes them.
//
// Read is what says something about a column: types, null, format, length, values, items. References within the file
// are followed, unions are read as what they allow in all. Both generations are known: "$defs" and "definitions",
// type ["string", "null"] and OpenAPI's "nullable", and the schemas of an OpenAPI document.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::models {

/// One alternative of what a property may be, null aside.
struct Shape {
  std::string type;    ///< string, integer, number, boolean, object, array; empty: anything
  std::string format;  ///< date-time, uuid, ...; "binary" for encoded content, "json-string" for JSON in a string
  std::optional<std::int64_t> max_length;
  std::optional<std::vector<std::string>> values;  ///< of an enum, as text, sorted
  bool constant = false;                           ///< `values` is one that tells models apart, not a list of all
  std::string reference;                           ///< the definition that it was written as; empty: in place
  std::vector<Shape> items;                        ///< of an array: its alternatives; empty: anything

  bool operator==(const Shape&) const = default;
};

struct Property {
  std::string name;
  std::vector<Shape> shapes;  ///< empty: anything
  bool nullable = false;      ///< null is one of its values
  bool required = false;
  bool has_default = false;
  bool computed = false;  ///< readOnly: not written, perhaps not stored

  bool operator==(const Property&) const = default;
};

struct Model {
  std::string name;
  std::string title;  ///< may be empty
  std::string file;
  std::string table;  ///< "x-table": the model says itself which one; may be empty
  bool open = false;  ///< it says that it takes further properties
  std::vector<Property> properties;

  /// The same thing said again, in another file perhaps.
  [[nodiscard]] bool repeats(const Model& other) const { return name == other.name && properties == other.properties; }
};

/// Every object with properties at the top of the file or among its definitions, in the order of the file, the top
/// first. @throws DiagnosedError for what is no JSON, with line and column, and for a reference that leads nowhere
[[nodiscard]] std::vector<Model> read_models(std::string_view text, const std::string& file);

}  // namespace pgplumb::models
