#include "sources/snapshot.hpp"

#include <boost/json.hpp>

#include "base/error.hpp"
#include "sources/snapshot_format.hpp"

namespace pgplumb::sources {

namespace {

using catalog::Object;
using catalog::ObjectId;

void append_string(std::string& text, std::string_view value) {
  text += boost::json::serialize(boost::json::string_view(value.data(), value.size()));
}

void append_strings(std::string& text, const std::vector<std::string>& values) {
  text += '[';
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (index > 0) text += ',';
    append_string(text, values[index]);
  }
  text += ']';
}

void append_id(std::string& text, const ObjectId& id) {
  text += '[';
  append_string(text, id.kind->name());
  for (const std::string& part : id.path) {
    text += ',';
    append_string(text, part);
  }
  text += ']';
}

void append_value(std::string& text, const catalog::Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) text += *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value)) text += std::to_string(*number);
  if (const auto* string = std::get_if<std::string>(&value)) append_string(text, *string);
  if (const auto* strings = std::get_if<std::vector<std::string>>(&value)) append_strings(text, *strings);
}

// The parent's kind is enough where its path is the beginning of the object's.
bool is_prefix(const ObjectId& parent, const ObjectId& id) {
  return parent.path.size() + 1 == id.path.size() &&
         std::equal(parent.path.begin(), parent.path.end(), id.path.begin());
}

void append_object(std::string& text, const catalog::Catalog& catalog, const Object& object) {
  text += "{\"kind\":";
  append_string(text, object.id.kind->name());
  text += ",\"path\":";
  append_strings(text, object.id.path);
  if (object.parent != catalog::no_object) {
    const ObjectId& parent = catalog[object.parent].id;
    text += ",\"parent\":";
    is_prefix(parent, object.id) ? append_string(text, parent.kind->name()) : append_id(text, parent);
  }
  const auto fields = object.id.kind->fields();
  for (std::size_t field = 0; field < fields.size(); ++field) {
    const catalog::Value value = object.id.kind->get(*object.attributes, field);
    if (std::holds_alternative<std::monostate>(value)) continue;
    text += ',';
    append_string(text, fields[field].name);
    text += ':';
    append_value(text, value);
  }
  if (!object.dependencies.empty()) {
    text += ",\"depends_on\":[";
    for (std::size_t index = 0; index < object.dependencies.size(); ++index) {
      if (index > 0) text += ',';
      append_id(text, catalog[object.dependencies[index]].id);
    }
    text += ']';
  }
  text += '}';
}

void append_header(std::string& text, std::string_view key, const std::string& value) {
  append_string(text, key);
  text += ": ";
  append_string(text, value);
  text += ",\n";
}

}  // namespace

std::string write_snapshot(const Snapshot& snapshot) {
  const catalog::Catalog& catalog = snapshot.catalog;
  std::string text = "{\n";
  append_string(text, snapshot_keys::format);
  text += ": " + std::to_string(snapshot_format) + ",\n";
  append_string(text, snapshot_keys::server_version);
  text += ": " + std::to_string(catalog.origin().server_version) + ",\n";
  append_header(text, snapshot_keys::role, catalog.origin().role);
  append_header(text, snapshot_keys::manages, snapshot.projection.to_line());
  if (!snapshot.schema_sha256.empty()) append_header(text, snapshot_keys::schema_sha256, snapshot.schema_sha256);
  append_string(text, snapshot_keys::objects);
  text += ": [\n";
  for (std::size_t index = 0; index < catalog.size(); ++index) {
    const Object& object = catalog[static_cast<catalog::ObjectIndex>(index)];
    const std::size_t begin = text.size();
    append_object(text, catalog, object);
    if (text.size() - begin >= longest_snapshot_line)
      throw Error(to_string(object.id) + " does not fit into a snapshot: its line would be longer than " +
                      std::to_string(longest_snapshot_line >> 20U) + " MiB",
                  "hide it with an ignore rule");
    text += index + 1 < catalog.size() ? ",\n" : "\n";
  }
  return text += "]\n}\n";
}

}  // namespace pgplumb::sources
