// Reading snapshots: one line is one object, parsed on its own in memory that the next line uses again. What objects
// say about others is kept as names until all of them are known.
#include <boost/json.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <istream>
#include <limits>
#include <memory>
#include <sstream>
#include <unordered_map>

#include "base/error.hpp"
#include "kinds/kinds.hpp"
#include "sources/snapshot.hpp"
#include "sources/snapshot_format.hpp"

namespace pgplumb::sources {

namespace {

namespace json = boost::json;
namespace keys = snapshot_keys;

using catalog::Kind;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectId;
using catalog::ObjectIndex;
using catalog::Value;

constexpr const char* export_again = "export the snapshot again; it is written by pgplumb export, not by hand";

std::string_view view(const json::string& text) {
  return {text.data(), text.size()};
}
std::string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

// A JSON value in words, for messages.
std::string_view type_name(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "a truth value";
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_:
      return "a number";
    case json::kind::string:
      return "a string";
    case json::kind::array:
      return "an array";
    case json::kind::object:
      return "an object";
  }
  return "something else";
}

class Reader {
 public:
  Reader(std::istream& stream, const std::string& file) : stream_(stream), file_(file) {}

  Snapshot read() {
    expect_line("{");
    read_header();
    read_objects();
    return {catalog(), std::move(projection_), std::move(schema_sha256_)};
  }

 private:
  // The next line without its end; false at the end of the file.
  bool next_line() {
    if (!std::getline(stream_, buffer_)) return false;
    ++number_;
    if (buffer_.size() > longest_snapshot_line)
      refuse("snapshot-malformed", "",
             "the line is longer than " + std::to_string(longest_snapshot_line >> 20U) + " MiB", export_again);
    line_ = buffer_;
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    return true;
  }

  void expect_line(std::string_view expected) {
    if (next_line() && line_ == expected) return;
    if (number_ <= 1)
      refuse("not-a-snapshot", "", "this is no snapshot of pgplumb", "snapshots are made with pgplumb export");
    refuse("snapshot-malformed", "", "expected \"" + std::string(expected) + "\"", export_again);
  }

  // {"key": value} of one line, whatever stands behind it.
  json::value parsed(std::string_view line) {
    if (line.ends_with(',')) line.remove_suffix(1);
    json::error_code problem;
    json::value value = json::parse(json::string_view(line.data(), line.size()), problem);
    if (problem) refuse("snapshot-malformed", "", "the line is no JSON: " + problem.message(), export_again);
    return value;
  }

  void read_header() {
    bool formatted = false;
    while (next_line() && line_ != "\"objects\": [") {
      std::string line(line_);
      if (line.ends_with(',')) line.pop_back();
      const json::value value = parsed("{" + line + "}");
      if (value.as_object().size() != 1) refuse("snapshot-malformed", "", "expected one key on a line", export_again);
      const auto& [key, content] = *value.as_object().begin();
      if (!formatted && view(key) != keys::format)
        refuse("not-a-snapshot", "", "this is no snapshot of pgplumb", "snapshots are made with pgplumb export");
      formatted = true;
      header_field(view(key), content);
    }
    if (!formatted || line_ != "\"objects\": [")
      refuse("snapshot-malformed", "", "the snapshot has no objects: it is truncated, or not one object per line",
             export_again);
  }

  void header_field(std::string_view key, const json::value& value) {
    if (key == keys::format) {
      const std::int64_t format = number(key, value);
      if (format > snapshot_format)
        refuse("snapshot-format", "",
               "the snapshot has format " + std::to_string(format) + ", this pgplumb reads up to " +
                   std::to_string(snapshot_format),
               "use a newer pgplumb, or export the snapshot again with this one");
    } else if (key == keys::server_version) {
      const std::int64_t version = number(key, value);
      if (version < 0 || version > std::numeric_limits<int>::max())
        refuse("snapshot-field", "", "\"" + std::string(key) + "\" is no version of a server", export_again);
      origin_.server_version = static_cast<int>(version);
    } else if (key == keys::role) {
      origin_.role = string(key, value);
    } else if (key == keys::manages) {
      try {
        projection_ = catalog::Projection::from_line(string(key, value));
      } catch (const Error& error) {
        refuse("snapshot-malformed", "", error.what(), error.hint());
      }
    } else if (key == keys::schema_sha256) {
      schema_sha256_ = string(key, value);
    } else {
      refuse("snapshot-field", "", "unknown key \"" + std::string(key) + "\"", export_again);
    }
  }

  std::int64_t number(std::string_view key, const json::value& value) {
    if (value.is_int64()) return value.get_int64();
    refuse("snapshot-field", "", "\"" + std::string(key) + "\" must be a number", export_again);
  }

  std::string string(std::string_view key, const json::value& value) {
    if (value.is_string()) return std::string(view(value.get_string()));
    refuse("snapshot-field", "", "\"" + std::string(key) + "\" must be a string", export_again);
  }

  void read_objects() {
    std::array<unsigned char, 16384> memory;
    json::parser parser;
    bool more = true;  // whether the line before ended in a comma, or there was none
    while (next_line() && line_ != "]") {
      if (!more) refuse("snapshot-malformed", "", "expected \"]\"", export_again);
      std::string_view line = line_;
      more = line.ends_with(',');
      if (more) line.remove_suffix(1);
      json::monotonic_resource resource(memory.data(), memory.size());
      parser.reset(&resource);
      json::error_code problem;
      parser.write(line.data(), line.size(), problem);
      if (problem) {
        if (stream_.eof()) truncated();
        refuse("snapshot-malformed", "", "the line is no JSON: " + problem.message(), export_again);
      }
      const json::value value = parser.release();
      if (!value.is_object()) refuse("snapshot-malformed", "", "expected an object", export_again);
      read_object(value.get_object());
      // The parser must let go of the memory before it is used again.
      parser.reset();
    }
    if (line_ != "]") truncated();
    expect_line("}");
  }

  [[noreturn]] void truncated() { refuse("snapshot-malformed", "", "the snapshot is truncated", export_again); }

  void read_object(const json::object& line) {
    Object object;
    object.id = read_id(line);
    const auto fields = object.id.kind->fields();
    values_.assign(fields.size(), Value());
    const json::value* parent = nullptr;
    const json::value* depends_on = nullptr;
    for (const auto& [key, value] : line) {
      const std::string_view name = view(key);
      if (name == keys::kind || name == keys::path) continue;
      if (name == keys::parent) {
        parent = &value;
      } else if (name == keys::depends_on) {
        depends_on = &value;
      } else {
        std::size_t field = 0;
        while (field < fields.size() && fields[field].name != name) ++field;
        if (field == fields.size())
          refuse("snapshot-field", to_string(object.id), "unknown field \"" + std::string(name) + "\"", export_again);
        values_[field] = field_value(object.id, name, value);
      }
    }
    try {
      object.attributes = attributes_of(*object.id.kind);
    } catch (const Error& error) {
      refuse("snapshot-field", to_string(object.id), error.what(), error.hint());
    }
    const auto index = static_cast<ObjectIndex>(objects_.size());
    if (!by_id_.emplace(object.id, index).second)
      refuse("snapshot-object", to_string(object.id), "the object stands in the snapshot twice", export_again);
    if (parent != nullptr) read_parent(object.id, index, *parent);
    if (depends_on != nullptr) read_dependencies(object.id, index, *depends_on);
    lines_.push_back(number_);
    objects_.push_back(std::move(object));
  }

  ObjectId read_id(const json::object& line) {
    const json::value* kind = line.if_contains("kind");
    const json::value* path = line.if_contains("path");
    if (kind == nullptr || !kind->is_string())
      refuse("snapshot-object", "", "the object has no \"kind\"", export_again);
    ObjectId id;
    id.kind = find_kind(view(kind->get_string()));
    if (id.kind == nullptr)
      refuse("snapshot-kind", "", "there is no kind \"" + std::string(view(kind->get_string())) + "\"",
             "the snapshot may have been written by a newer pgplumb");
    if (path == nullptr || !path->is_array() || path->get_array().empty())
      refuse("snapshot-object", "", "the object has no \"path\"", export_again);
    std::vector<std::string> parts;
    parts.reserve(path->get_array().size());
    for (const json::value& part : path->get_array()) {
      if (!part.is_string()) refuse("snapshot-object", "", "\"path\" must be an array of strings", export_again);
      parts.emplace_back(view(part.get_string()));
    }
    id.path = std::move(parts);
    if (!kinds::has_its_path(id))
      refuse("snapshot-object", "", "\"path\" is no path of a " + std::string(id.kind->name()), export_again);
    return id;
  }

  // Most columns are like others: objects of one kind that say the same share their attributes.
  std::shared_ptr<const catalog::Attributes> attributes_of(const Kind& kind) {
    // clear(), and = {}, would go through as many buckets as there ever were.
    if (alike_kind_ != &kind) alike_ = decltype(alike_)();
    alike_kind_ = &kind;
    key_.clear();
    const auto add = [&](const std::string& text) {
      key_ += std::to_string(text.size());
      (key_ += ':') += text;
    };
    for (const Value& value : values_) {
      key_ += static_cast<char>('0' + value.index());
      if (const auto* items = std::get_if<std::vector<std::string>>(&value)) {
        key_ += std::to_string(items->size());
        for (const std::string& item : *items) add(item);
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        add(*text);
      } else {
        add(catalog::to_text(value));
      }
    }
    auto& attributes = alike_[key_];
    if (attributes == nullptr) attributes = kind.make(values_);
    return attributes;
  }

  // Objects are sorted by kind, so that the kind is nearly always that of the line before.
  const Kind* find_kind(std::string_view name) {
    if (last_kind_ == nullptr || last_kind_->name() != name) last_kind_ = kinds::find_kind(name);
    return last_kind_;
  }

  Value field_value(const ObjectId& id, std::string_view name, const json::value& value) {
    if (value.is_string()) return std::string(view(value.get_string()));
    if (value.is_bool()) return value.get_bool();
    if (value.is_int64()) return value.get_int64();
    if (value.is_array()) {
      std::vector<std::string> items;
      items.reserve(value.get_array().size());
      for (const json::value& item : value.get_array()) {
        if (!item.is_string())
          refuse("snapshot-field", to_string(id),
                 "field \"" + std::string(name) + "\" must hold strings, not " + std::string(type_name(item)),
                 export_again);
        items.emplace_back(view(item.get_string()));
      }
      return items;
    }
    refuse("snapshot-field", to_string(id),
           "field \"" + std::string(name) + "\" must not be " + std::string(type_name(value)), export_again);
  }

  // ["column","app","users","email"]; a kind that is not known names nothing.
  ObjectId id_of(const ObjectId& id, std::string_view what, const json::value& value) {
    if (!value.is_array() || value.get_array().size() < 2)
      refuse("snapshot-object", to_string(id), "\"" + std::string(what) + "\" must name a kind and a path",
             export_again);
    std::vector<std::string> parts;
    parts.reserve(value.get_array().size());
    for (const json::value& part : value.get_array()) {
      if (!part.is_string())
        refuse("snapshot-object", to_string(id), "\"" + std::string(what) + "\" must hold strings", export_again);
      parts.emplace_back(view(part.get_string()));
    }
    const Kind* kind = kinds::find_kind(parts.front());
    if (kind == nullptr) refuse_reference(id, what == keys::parent, parts);
    parts.erase(parts.begin());
    return {kind, std::move(parts)};
  }

  void read_parent(const ObjectId& id, ObjectIndex index, const json::value& parent) {
    if (!parent.is_string()) {
      references_.push_back({index, true, id_of(id, keys::parent, parent)});
      return;
    }
    // The parts of one object follow each other.
    if (last_parent_.kind != nullptr && last_parent_.kind->name() == view(parent.get_string()) &&
        std::equal(id.path.begin(), id.path.end() - 1, last_parent_.path.begin(), last_parent_.path.end())) {
      references_.push_back({index, true, last_parent_});
      return;
    }
    std::vector<std::string> path(id.path.begin(), id.path.end() - 1);
    const Kind* kind = kinds::find_kind(view(parent.get_string()));
    if (kind == nullptr) {
      path.insert(path.begin(), std::string(view(parent.get_string())));
      refuse_reference(id, true, path);
    }
    last_parent_ = {kind, std::move(path)};
    references_.push_back({index, true, last_parent_});
  }

  void read_dependencies(const ObjectId& id, ObjectIndex index, const json::value& list) {
    if (!list.is_array()) refuse("snapshot-object", to_string(id), "\"depends_on\" must be an array", export_again);
    for (const json::value& needed : list.get_array())
      references_.push_back({index, false, id_of(id, keys::depends_on, needed)});
  }

  [[noreturn]] void refuse_reference(const ObjectId& from, bool parent, const std::vector<std::string>& name) {
    std::string text = parent ? "its parent is not in the snapshot:" : "it depends on what is not in the snapshot:";
    for (const std::string& part : name) text += ' ' + part;
    refuse("snapshot-object", to_string(from), text, export_again);
  }

  catalog::Catalog catalog() {
    for (const Reference& reference : references_) {
      Object& object = objects_[reference.from];
      const auto found = by_id_.find(reference.to);
      if (found == by_id_.end() || found->second == reference.from) {
        number_ = lines_[reference.from];
        std::vector<std::string> name = {std::string(reference.to.kind->name())};
        name.insert(name.end(), reference.to.path.begin(), reference.to.path.end());
        refuse_reference(object.id, reference.parent, name);
      }
      if (reference.parent) {
        object.parent = found->second;
      } else {
        object.dependencies.push_back(found->second);
      }
    }
    refuse_circles();
    references_ = {};
    by_id_ = {};
    alike_ = decltype(alike_)();
    return {std::move(objects_), std::move(origin_)};
  }

  // No object is deeper than schema, table, column and what is attached to it.
  void refuse_circles() {
    constexpr int deepest = 16;
    for (ObjectIndex index = 0; index < objects_.size(); ++index) {
      int depth = 0;
      for (ObjectIndex at = index; at != no_object; at = objects_[at].parent) {
        if (++depth < deepest) continue;
        number_ = lines_[index];
        refuse("snapshot-object", to_string(objects_[index].id), "the object is its own parent's parent", export_again);
      }
    }
  }

  [[noreturn]] void refuse(const std::string& code, const std::string& object, const std::string& message,
                           const std::string& hint) const {
    throw DiagnosedError("the snapshot cannot be read",
                         {{Severity::error, code, {file_, number_, 0}, object, message, hint}});
  }

  struct Reference {
    ObjectIndex from;
    bool parent;
    ObjectId to;
  };

  struct IdHash {
    std::size_t operator()(const ObjectId& id) const {
      const std::hash<const void*> hash;
      return hash(id.path.identity()) * 31U + hash(id.kind);
    }
  };

  std::istream& stream_;
  std::string file_;
  std::string buffer_;
  int number_ = 0;
  std::string_view line_;

  catalog::Origin origin_;
  catalog::Projection projection_;
  std::string schema_sha256_;
  std::vector<Object> objects_;
  std::vector<int> lines_;
  std::vector<Reference> references_;
  std::unordered_map<ObjectId, ObjectIndex, IdHash> by_id_;
  const Kind* alike_kind_ = nullptr;
  std::unordered_map<std::string, std::shared_ptr<const catalog::Attributes>> alike_;
  ObjectId last_parent_;
  const Kind* last_kind_ = nullptr;
  std::vector<Value> values_;
  std::string key_;
};

}  // namespace

Snapshot read_snapshot(std::istream& stream, const std::string& file) {
  return Reader(stream, file).read();
}

Snapshot read_snapshot(std::string_view text, const std::string& file) {
  std::istringstream stream{std::string(text)};
  return read_snapshot(stream, file);
}

}  // namespace pgplumb::sources
