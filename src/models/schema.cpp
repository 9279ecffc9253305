#include "models/schema.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "base/error.hpp"

namespace pgplumb::models {

namespace {

namespace json = boost::json;

constexpr int deepest = 32;  // of references and unions: beyond it a model holds itself

// Bytes, roughly, that may be made of a file. References that double at each level, and long lists beside many
// alternatives, would make any number of them out of a small one.
constexpr std::size_t base_allowance = std::size_t{16} << 20U;
constexpr std::size_t allowance_per_byte = 256;

[[noreturn]] void refuse(const std::string& code, Position position, const std::string& object,
                         const std::string& message, const std::string& hint) {
  const std::string file = position.file;
  throw DiagnosedError(file + " cannot be read as JSON Schema",
                       {{Severity::error, code, std::move(position), object, message, hint}});
}

Position position_at(std::string_view text, std::size_t offset, const std::string& file) {
  Position position{file, 1, 1};
  for (std::size_t at = 0; at < std::min(offset, text.size()); ++at) {
    if (text[at] == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) {
      ++position.column;
    }
  }
  return position;
}

json::value parse(std::string_view text, const std::string& file) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  json::stream_parser parser;
  json::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && parser.done()) {
    const std::size_t more = text.find_first_not_of(" \t\r\n", read);
    if (more == std::string_view::npos) return parser.release();
    refuse("no-json", position_at(text, more, file), "", "there is more after the end of the JSON value",
           "a file holds one schema; write one file for each, or put them under $defs");
  }
  if (!error) parser.finish(error);
  refuse("no-json", position_at(text, read, file), "", "this is no JSON: " + error.message(),
         "in Python: json.dump(Model.model_json_schema(), file)");
}

std::string text_of(const json::value* value) {
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string as_text(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

bool is_true(const json::value* value) {
  return value != nullptr && value->is_bool() && value->get_bool();
}

/// The file as a whole: what references are looked up in.
class Reader {
 public:
  Reader(const json::value& root, std::string file, std::size_t size)
      : root_(root), file_(std::move(file)), allowance_(base_allowance + allowance_per_byte * size) {}

  [[nodiscard]] const json::object& follow(const std::string& reference, const std::string& asked_by) const {
    const json::value* found = nullptr;
    if (reference == "#") found = &root_;
    if (reference.starts_with("#/")) {
      json::error_code error;
      found = root_.find_pointer(unescaped(reference.substr(1)), error);
    }
    if (found == nullptr || !found->is_object())
      refuse("no-definition", {file_}, asked_by, "the reference " + reference + " leads nowhere",
             "only references within one file are followed; print the schema with its definitions");
    return found->get_object();
  }

  /// Adds what `schema` allows to `property`.
  void read(const json::object& schema, Property& property, const std::string& asked_by, int depth,
            const std::string& reference = {}) const {
    if (depth > deepest) return;
    spend(64, asked_by);
    if (is_true(schema.if_contains("nullable"))) property.nullable = true;
    if (const std::string target = text_of(schema.if_contains("$ref")); !target.empty()) {
      read(follow(target, asked_by), property, asked_by, depth + 1, target.substr(target.rfind('/') + 1));
      return;
    }
    for (const char* key : {"anyOf", "oneOf"})
      if (const json::value* union_ = schema.if_contains(key); union_ != nullptr && union_->is_array()) {
        for (const json::value& each : union_->get_array()) {
          if (!each.is_object()) continue;
          const std::size_t before = property.shapes.size();
          read(each.get_object(), property, asked_by, depth + 1, reference);
          // What stands beside a union holds for each of its alternatives.
          for (std::size_t at = before; at < property.shapes.size(); ++at) limit(property.shapes[at], schema, asked_by);
        }
        return;
      }
    if (const json::value* all = schema.if_contains("allOf"); all != nullptr && all->is_array()) {
      read_all_of(schema, all->get_array(), property, asked_by, depth, reference);
      return;
    }
    read_types(schema, property, asked_by, depth, reference);
  }

  [[nodiscard]] Model read_model(const json::object& schema, const std::string& name) const {
    Model model;
    model.name = name;
    model.title = text_of(schema.if_contains("title"));
    model.file = file_;
    model.table = text_of(schema.if_contains("x-table"));
    model.open = is_true(schema.if_contains("additionalProperties"));
    Collected collected;
    collect(schema, model, collected, 0);
    for (Property& property : model.properties) property.required = collected.required.contains(property.name);
    return model;
  }

  /// Whether `schema` is an object with properties, by itself or by what it is put together from.
  [[nodiscard]] bool is_model(const json::object& schema, const std::string& name, int depth = 0) const {
    spend(64, name);
    if (const json::value* properties = schema.if_contains("properties"); properties != nullptr)
      return properties->is_object() && !properties->get_object().empty();
    const json::value* all = schema.if_contains("allOf");
    if (all == nullptr || !all->is_array() || depth > deepest) return false;
    return std::any_of(all->get_array().begin(), all->get_array().end(), [&](const json::value& each) {
      return each.is_object() && is_model(resolved(each.get_object()), name, depth + 1);
    });
  }

  [[nodiscard]] const json::object& resolved(const json::object& schema) const {
    const json::object* at = &schema;
    for (int depth = 0; depth < deepest; ++depth) {
      const std::string target = text_of(at->if_contains("$ref"));
      if (target.empty()) break;
      at = &follow(target, "");
    }
    return *at;
  }

 private:
  // A reference is a URI: %20 in it is a blank.
  static std::string unescaped(const std::string& reference) {
    std::string result;
    for (std::size_t at = 0; at < reference.size(); ++at) {
      const auto digit = [&](std::size_t of) {
        return of < reference.size()
                   ? std::string_view("0123456789abcdef")
                         .find(static_cast<char>(reference[of] >= 'A' && reference[of] <= 'F' ? reference[of] + 32
                                                                                              : reference[of]))
                   : std::string_view::npos;
      };
      if (reference[at] == '%' && digit(at + 1) != std::string_view::npos && digit(at + 2) != std::string_view::npos) {
        result += static_cast<char>(digit(at + 1) * 16 + digit(at + 2));
        at += 2;
      } else {
        result += reference[at];
      }
    }
    return result;
  }

  void spend(std::size_t bytes, const std::string& asked_by) const {
    if (bytes > allowance_)
      refuse("model-too-large", {file_}, asked_by,
             "its references and alternatives, written out, are out of all proportion to the file",
             "look for definitions that refer to one another several times, level by level");
    allowance_ -= bytes;
  }

  // 100.0 is a whole number too.
  [[nodiscard]] std::int64_t length_of(const json::value& value, const std::string& asked_by) const {
    json::error_code error;
    const auto length = value.is_number() ? value.to_number<std::int64_t>(error) : -1;
    if (error || length < 0)
      refuse("no-length", {file_}, asked_by,
             "its maxLength is " +
                 (value.is_double() ? fmt::format("{}", value.get_double()) : json::serialize(value)) +
                 ", which is no length",
             "a length is a whole number, from 0 up");
    return length;
  }

  void limit(Shape& shape, const json::object& schema, const std::string& asked_by) const {
    spend(sizeof(Shape) + shape.reference.size(), asked_by);
    if (const json::value* length = schema.if_contains("maxLength"); length != nullptr && !length->is_null())
      shape.max_length = length_of(*length, asked_by);
    if (const std::string format = text_of(schema.if_contains("format")); !format.empty()) shape.format = format;
    if (!text_of(schema.if_contains("contentEncoding")).empty()) shape.format = "binary";
    if (text_of(schema.if_contains("contentMediaType")) == "application/json") shape.format = "json-string";
    if (const json::value* values = schema.if_contains("enum"); values != nullptr && values->is_array()) {
      shape.values.emplace();
      for (const json::value& value : values->get_array()) {
        if (value.is_null()) continue;
        shape.values->push_back(as_text(value));
        spend(sizeof(std::string) + shape.values->back().size(), asked_by);
      }
      std::sort(shape.values->begin(), shape.values->end());
    }
    if (const json::value* constant = schema.if_contains("const"); constant != nullptr && !constant->is_null()) {
      shape.values = {as_text(*constant)};
      shape.constant = true;
    }
  }

  static std::string type_of(const json::value& value) {
    if (value.is_string()) return "string";
    if (value.is_bool()) return "boolean";
    if (value.is_int64() || value.is_uint64()) return "integer";
    if (value.is_double()) return "number";
    if (value.is_null()) return "null";
    return value.is_array() ? "array" : "object";
  }

  // Some writers leave the type out where values or properties say it.
  static std::set<std::string> types_of(const json::object& schema) {
    std::set<std::string> types;
    if (const json::value* type = schema.if_contains("type"); type != nullptr) {
      if (type->is_string()) types.insert(std::string(type->get_string()));
      if (type->is_array())
        for (const json::value& each : type->get_array()) types.insert(text_of(&each));
    }
    const bool said = !types.empty();
    if (const json::value* values = schema.if_contains("enum"); values != nullptr && values->is_array())
      for (const json::value& value : values->get_array())
        if (!said || value.is_null()) types.insert(type_of(value));
    if (const json::value* constant = schema.if_contains("const"); constant != nullptr && !said)
      types.insert(type_of(*constant));
    if (types.empty() && schema.contains("properties")) types.insert("object");
    if (types.empty() && (schema.contains("items") || schema.contains("prefixItems"))) types.insert("array");
    return types;
  }

  void read_types(const json::object& schema, Property& property, const std::string& asked_by, int depth,
                  const std::string& reference) const {
    std::set<std::string> types = types_of(schema);
    if (types.erase("null") > 0) {
      property.nullable = true;
      if (types.empty()) return;
    }
    if (types.empty()) types.insert("");
    for (const std::string& type : types) {
      Shape shape;
      shape.type = type;
      shape.reference = reference;
      limit(shape, schema, asked_by);
      if (type == "array") {
        if (const json::value* items = schema.if_contains("items"); items != nullptr && items->is_object()) {
          Property inner;
          read(items->get_object(), inner, asked_by, depth + 1);
          shape.items = std::move(inner.shapes);
        }
      }
      property.shapes.push_back(std::move(shape));
    }
  }

  // A single part, as older writers wrap a reference that has a description, is that part; of several the first one
  // with a type counts.
  void read_all_of(const json::object& schema, const json::array& parts, Property& property,
                   const std::string& asked_by, int depth, const std::string& reference) const {
    Property whole;
    for (const json::value& part : parts) {
      if (!part.is_object()) continue;
      Property one;
      read(part.get_object(), one, asked_by, depth + 1, reference);
      whole.nullable = whole.nullable || one.nullable;
      const bool says =
          std::any_of(one.shapes.begin(), one.shapes.end(), [](const Shape& s) { return !s.type.empty(); });
      if (whole.shapes.empty() || (says && whole.shapes.front().type.empty())) whole.shapes = std::move(one.shapes);
    }
    for (Shape& shape : whole.shapes) limit(shape, schema, asked_by);
    property.nullable = property.nullable || whole.nullable;
    property.shapes.insert(property.shapes.end(), whole.shapes.begin(), whole.shapes.end());
  }

  struct Collected {
    std::set<std::string> required;
    std::map<std::string, std::size_t> places;  // of properties, by their names
  };

  void collect(const json::object& schema, Model& model, Collected& collected, int depth) const {
    spend(64, model.name);
    if (const json::value* all = schema.if_contains("allOf"); all != nullptr && all->is_array() && depth < deepest)
      for (const json::value& part : all->get_array())
        if (part.is_object()) collect(resolved(part.get_object()), model, collected, depth + 1);
    if (const json::value* names = schema.if_contains("required"); names != nullptr && names->is_array())
      for (const json::value& name : names->get_array()) collected.required.insert(text_of(&name));
    const json::value* properties = schema.if_contains("properties");
    if (properties == nullptr || !properties->is_object()) return;
    for (const auto& [name, value] : properties->get_object()) {
      Property property;
      property.name = name;
      spend(sizeof(Property) + name.size(), model.name);
      if (value.is_object()) {
        const json::object& inner = value.get_object();
        property.has_default = inner.contains("default");
        property.computed = is_true(inner.if_contains("readOnly"));
        read(inner, property, model.name + "." + property.name, 0);
      }
      const auto [place, added] = collected.places.try_emplace(property.name, model.properties.size());
      if (added)
        model.properties.push_back(std::move(property));
      else
        model.properties[place->second] = std::move(property);
    }
  }

  const json::value& root_;
  std::string file_;
  mutable std::size_t allowance_;
};

// Order.schema.json, order.json: the file is named after its model.
std::string name_of_file(const std::string& file) {
  const std::string name = std::filesystem::path(file).filename().string();
  return name.substr(0, name.find('.'));
}

}  // namespace

std::vector<Model> read_models(std::string_view text, const std::string& file) {
  const json::value root = parse(text, file);
  if (!root.is_object())
    refuse("no-schema", {file, 1, 1}, "", "a JSON Schema is an object",
           "in Python: json.dump(Model.model_json_schema(), file)");
  const Reader reader(root, file, text.size());
  const json::object& top = root.get_object();
  std::vector<Model> models;
  const std::string title = text_of(top.if_contains("title"));
  const std::string name = title.empty() ? name_of_file(file) : title;
  if (reader.is_model(top, name)) models.push_back(reader.read_model(top, name));
  std::vector<const json::value*> lists = {top.if_contains("$defs"), top.if_contains("definitions")};
  if (const json::value* components = top.if_contains("components"); components != nullptr && components->is_object())
    lists.push_back(components->get_object().if_contains("schemas"));
  for (const json::value* list : lists) {
    if (list == nullptr || !list->is_object()) continue;
    for (const auto& [key, definition] : list->get_object())
      if (const std::string called(key); definition.is_object() && reader.is_model(definition.get_object(), called))
        models.push_back(reader.read_model(definition.get_object(), called));
  }
  return models;
}

}  // namespace pgplumb::models
