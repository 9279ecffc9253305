#include "models/fit.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "models/names.hpp"

namespace pgplumb::models {

namespace {

using Kind = ModelMismatch::Kind;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_json(const ColumnType& type) {
  return !type.array && is_one_of(type.name, {"json", "jsonb"});
}

bool is_text(const ColumnType& type) {
  return is_one_of(type.name, {"text", "varchar", "bpchar", "char", "name", "citext"});
}

/// Types that a plain string of JSON is no value of: each has a format of its own.
bool has_own_format(const ColumnType& type) {
  return type.category == 'N' || type.kind == 'c' ||
         is_one_of(type.name, {"bool", "uuid", "timestamp", "timestamptz", "date", "time", "timetz", "bytea", "json",
                               "jsonb", "hstore"});
}

bool string_fits(const Shape& shape, const ColumnType& type) {
  const std::string& format = shape.format;
  if (format == "uuid") return type.name == "uuid";
  if (format == "date-time") return is_one_of(type.name, {"timestamp", "timestamptz"});
  if (format == "date") return type.name == "date";
  if (format == "time") return is_one_of(type.name, {"time", "timetz"});
  if (format == "duration") return type.name == "interval";
  if (format == "binary") return type.name == "bytea";
  if (format == "byte" || format == "base64" || format == "base64url") return type.name == "bytea" || is_text(type);
  if (format == "json-string") return is_json(type) || is_text(type);
  if (format == "decimal") return is_one_of(type.name, {"numeric", "money"});
  if (format.starts_with("ip")) return is_one_of(type.name, {"inet", "cidr"}) || is_text(type);
  return !has_own_format(type);
}

/// Whether a value of `shape` is a value of the type, its array aside.
bool element_fits(const Shape& shape, const ColumnType& type) {
  if (shape.type.empty()) return true;
  if (is_json(type)) return shape.type == "object" || shape.type == "array" || shape.format == "json-string";
  if (shape.type == "string") return string_fits(shape, type);
  if (shape.type == "boolean") return type.name == "bool";
  if (shape.type == "integer")
    return is_one_of(type.name, {"int2", "int4", "int8", "oid"}) || (type.name == "numeric" && type.scale == 0);
  if (shape.type == "number") return is_one_of(type.name, {"numeric", "float4", "float8", "money"});
  if (shape.type == "object") return type.kind == 'c' || type.kind == 'r' || type.name == "hstore";
  if (shape.type == "array") return is_one_of(type.name, {"vector", "halfvec", "point"}) || type.kind == 'r';
  return false;
}

bool shape_fits(const Shape& shape, const ColumnType& type) {
  if (!type.array) return element_fits(shape, type);
  if (shape.type.empty()) return true;
  if (shape.type != "array") return false;
  if (shape.items.empty()) return true;
  ColumnType element = type;
  element.array = false;
  return std::any_of(shape.items.begin(), shape.items.end(), [&](const Shape& item) {
    // A list of lists is an array of more dimensions, which PostgreSQL declares as it does one of one.
    return shape_fits(item, item.type == "array" && !is_json(element) ? type : element);
  });
}

std::string shown(const Shape& shape) {
  if (shape.type.empty()) return "anything";
  if (shape.type == "array") return shape.items.empty() ? "array" : "array of " + shown(shape.items.front());
  return shape.format.empty() ? shape.type : fmt::format("{} ({})", shape.type, shape.format);
}

std::string shown(const std::vector<Shape>& shapes) {
  std::string text;
  for (const Shape& shape : shapes) {
    const std::string one = shown(shape);
    if (text.find(one) == std::string::npos) text += (text.empty() ? "" : " or ") + one;
  }
  return text.empty() ? "null" : text;
}

std::string listed(const std::vector<std::string>& values) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t at = 0; at < values.size() && at < most; ++at) text += (at == 0 ? "" : ", ") + values[at];
  return values.size() > most ? fmt::format("{}, and {} more", text, values.size() - most) : text;
}

std::vector<std::string> without(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  std::vector<std::string> left;
  std::set_difference(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(left));
  return left;
}

/// What a list of shapes says in all: the values of its enums and constants, the greatest length.
struct Limits {
  std::optional<std::vector<std::string>> values;
  bool some_constant = false;
  bool is_string = false;
  std::optional<std::int64_t> max_length;
};

Limits limits_of(const std::vector<Shape>& shapes) {
  Limits limits;
  bool all_listed = !shapes.empty();
  bool all_short = true;
  for (const Shape& shape : shapes) {
    if (shape.type == "array") return limits_of(shape.items);
    limits.some_constant = limits.some_constant || shape.constant;
    all_listed = all_listed && shape.values.has_value();
    if (shape.values) {
      if (!limits.values) limits.values.emplace();
      limits.values->insert(limits.values->end(), shape.values->begin(), shape.values->end());
    }
    if (shape.type != "string") continue;
    limits.is_string = true;
    all_short = all_short && shape.max_length.has_value();
    if (shape.max_length) limits.max_length = std::max(limits.max_length.value_or(0), *shape.max_length);
  }
  if (!all_listed) limits.values.reset();
  if (!all_short) limits.max_length.reset();
  if (limits.values) {
    std::sort(limits.values->begin(), limits.values->end());
    limits.values->erase(std::unique(limits.values->begin(), limits.values->end()), limits.values->end());
  }
  // One constant tells the rows of this model from those of others; several are an enum.
  limits.some_constant = limits.some_constant && limits.values && limits.values->size() == 1;
  return limits;
}

class Comparison {
 public:
  Comparison(const Model& model, const Table& table, const TableOf& table_of)
      : model_(model), table_(table), table_of_(table_of) {}

  std::vector<ModelMismatch> run() && {
    std::set<std::string> seen;
    for (const Property& property : model_.properties) {
      const Column* column = column_of(property.name);
      if (column == nullptr) {
        if (!property.computed && !is_relation(property)) missing(property);
        continue;
      }
      seen.insert(column->name);
      compare_one(property, *column);
    }
    if (!model_.open)
      for (const Column& column : table_.columns)
        if (!seen.contains(column.name)) extra(column);
    return std::move(found_);
  }

 private:
  [[nodiscard]] const Column* column_of(const std::string& property) const {
    for (const Column& column : table_.columns)
      if (column.name == property) return &column;
    const std::string snake = snake_case(property);
    for (const Column& column : table_.columns)
      if (snake_case(column.name) == snake) return &column;
    return nullptr;
  }

  [[nodiscard]] bool is_relation(const Property& property) const {
    std::vector<const Shape*> shapes;
    for (const Shape& shape : property.shapes) {
      shapes.push_back(&shape);
      for (const Shape& item : shape.items) shapes.push_back(&item);
    }
    return std::any_of(shapes.begin(), shapes.end(), [&](const Shape* shape) {
      const Table* other = shape->reference.empty() ? nullptr : table_of_(shape->reference);
      return other != nullptr && (other->refers_to.contains({table_.schema, table_.name}) ||
                                  table_.refers_to.contains({other->schema, other->name}));
    });
  }

  void add(Kind kind, const std::string& property, const std::string& column, std::string model, std::string database,
           std::string message, std::string hint) {
    found_.push_back(
        {kind, property, column, std::move(model), std::move(database), std::move(message), std::move(hint)});
  }

  void missing(const Property& property) {
    add(Kind::missing_column, property.name, "", shown(property.shapes), "",
        fmt::format("{} has no column for {}", table_.shown(), property.name), "");
  }

  void extra(const Column& column) {
    const bool needed = column.not_null && !column.has_default;
    add(Kind::extra_column, "", column.name, "", column.type.shown,
        fmt::format("column {} ({}) is not in the model{}", column.name, column.type.shown,
                    needed ? "; rows cannot be inserted without it" : ""),
        "");
  }

  void compare_one(const Property& property, const Column& column) {
    const bool fits =
        property.shapes.empty() || std::any_of(property.shapes.begin(), property.shapes.end(),
                                               [&](const Shape& shape) { return shape_fits(shape, column.type); });
    compare_null(property, column);
    if (!fits) {
      add(Kind::type, property.name, column.name, shown(property.shapes), column.type.shown,
          fmt::format("{} is {} in the model and {} in the database", property.name, shown(property.shapes),
                      column.type.shown),
          hint_for_type(property, column.type));
      return;
    }
    const Limits limits = limits_of(property.shapes);
    compare_values(property, column, limits);
    compare_length(property, column, limits);
  }

  static std::string hint_for_type(const Property& property, const ColumnType& type) {
    const bool plain = std::any_of(property.shapes.begin(), property.shapes.end(), [](const Shape& shape) {
      return shape.type == "string" && shape.format.empty() && !shape.values;
    });
    if (!plain || type.array) return "";
    if (type.name == "uuid") return "give the model's string the format uuid";
    if (type.name.starts_with("timestamp")) return "give the model's string the format date-time";
    if (type.name == "date") return "give the model's string the format date";
    return "";
  }

  void compare_null(const Property& property, const Column& column) {
    if (!table_.rows_of_its_own) return;
    // A value that the database puts in when it is left out: no row ever has NULL there.
    const bool filled_in = column.has_default && !property.required;
    if (property.nullable && column.not_null && !filled_in)
      add(Kind::nullability, property.name, column.name, "may be null", "NOT NULL",
          fmt::format("{} may be null in the model; the column is NOT NULL", property.name), "");
    // What may be left out of the model without having a default is absent where the column is NULL.
    const bool may_be_absent = !property.required && !property.has_default;
    if (!property.nullable && !property.shapes.empty() && !column.not_null && !may_be_absent)
      add(Kind::nullability, property.name, column.name, "never null", "may be NULL",
          fmt::format("{} is never null in the model; the column may be NULL", property.name), "");
  }

  void compare_values(const Property& property, const Column& column, const Limits& limits) {
    const auto& in_database = column.type.values;
    if (!limits.values) {
      if (in_database && limits.is_string)
        add(Kind::values, property.name, column.name, "any text", listed(*in_database),
            fmt::format("{} takes any text in the model; the database takes {}", property.name, listed(*in_database)),
            "");
      return;
    }
    if (!in_database) {
      if (is_text(column.type) && !limits.some_constant)
        add(Kind::values, property.name, column.name, listed(*limits.values), "any text",
            fmt::format("{} is one of {} in the model; the database takes any text", property.name,
                        listed(*limits.values)),
            "use an enum type, or CHECK (... IN (...))");
      return;
    }
    const auto only_model = without(*limits.values, *in_database);
    const auto only_database =
        limits.some_constant ? std::vector<std::string>() : without(*in_database, *limits.values);
    if (only_model.empty() && only_database.empty()) return;
    std::string message = property.name + " has other values:";
    if (!only_model.empty()) message += fmt::format(" only the model has {}", listed(only_model));
    if (!only_database.empty())
      message += fmt::format("{} only the database has {}", only_model.empty() ? "" : ";", listed(only_database));
    add(Kind::values, property.name, column.name, listed(*limits.values), listed(*in_database), message, "");
  }

  // Values that are listed have their lengths.
  void compare_length(const Property& property, const Column& column, const Limits& limits) {
    if (!limits.is_string || limits.values || !is_text(column.type)) return;
    const auto& in_model = limits.max_length;
    const auto& in_database = column.type.max_length;
    if (in_model == in_database) return;
    const auto said = [](const std::optional<std::int64_t>& length) {
      return length ? fmt::format("at most {} characters", *length) : std::string("any length");
    };
    add(Kind::length, property.name, column.name, said(in_model), said(in_database),
        fmt::format("{} has {} in the model and {} in the database", property.name, said(in_model), said(in_database)),
        "");
  }

  const Model& model_;
  const Table& table_;
  const TableOf& table_of_;
  std::vector<ModelMismatch> found_;
};

}  // namespace

std::vector<ModelMismatch> compare(const Model& model, const Table& table, const TableOf& table_of) {
  return Comparison(model, table, table_of).run();
}

}  // namespace pgplumb::models
