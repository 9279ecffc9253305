// A kind, declared: a plain struct, and for each of its fields one line that says where it stands, what the server is
// asked for it, and what is done where it differs. Reading, comparing, changing and what snapshots hold follow.
//
// What all objects of the kind have in common are traits and rows; what is special to it is an override.

#pragma once

#include <algorithm>
#include <concepts>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "kinds/catalogs.hpp"
#include "kinds/list.hpp"
#include "kinds/sql_name.hpp"
#include "kinds/text.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

using catalog::Alteration;
using Aside = catalog::Kind::Aside;
using catalog::Catalog;
using catalog::Context;
using catalog::Creation;
using catalog::Event;
using catalog::Facet;
using catalog::Field;
using catalog::Object;
using catalog::ObjectId;
using catalog::ObjectIndex;
using catalog::Phase;
using catalog::Reaction;
using catalog::Source;
using catalog::Sql;
using catalog::Value;
using catalog::Way;

/// Holder of one object's fields.
template <typename T>
struct Fields : catalog::Attributes {
  Fields() = default;
  explicit Fields(T fields) : value(std::move(fields)) {}
  T value;
};

/// The fields of `object`, which must be of the kind that T describes.
template <typename T>
const T& fields_of(const Object& object) {
  return static_cast<const Fields<T>&>(*object.attributes).value;
}

/// One object before and after, for a field's rule.
template <typename T>
struct Pair {
  const Object& from_object;
  const Object& to_object;
  const T& from;
  const T& to;
  const Context& context;

  [[nodiscard]] const ObjectId& id() const { return to_object.id; }
};

/// What the server is asked for a field. It may differ from version to version; NULL is the type's empty value.
struct Reading {
  using ByVersion = std::function<std::string(int server_version)>;

  Reading(const char* text) : sql([text](int) { return std::string(text); }) {}
  Reading(std::string text) : sql([text = std::move(text)](int) { return text; }) {}
  template <std::invocable<int> Text>
  Reading(Text by_version) : sql(std::move(by_version)) {}

  ByVersion sql;
  bool expression = false;                                             ///< deparsed: two texts may mean the same
  std::vector<std::pair<std::string_view, std::string_view>> letters;  ///< what the catalog has, and our word for it
};

/// A catalog's letter and our words for it. A row with any other letter is not modelled, and named as such.
[[nodiscard]] inline Reading letter(std::string column,
                                    std::initializer_list<std::pair<std::string_view, std::string_view>> words) {
  Reading reading(std::move(column));
  reading.letters = words;
  return reading;
}

/// What the server deparses.
[[nodiscard]] inline Reading deparsed(Reading reading) {
  reading.expression = true;
  return reading;
}

/// One line of a declaration. `T` is the struct of the kind.
template <typename T>
class FieldOf {
 public:
  using Change = std::function<std::vector<Sql>(const Pair<T>&)>;
  using Decision = std::function<Way(const Pair<T>&)>;
  using Member = std::variant<bool T::*, std::int64_t T::*, std::string T::*, std::vector<std::string> T::*,
                              std::optional<std::string> T::*, std::optional<std::int64_t> T::*>;

  FieldOf(std::string_view name, Member at, Reading from) : member(at), reading(std::move(from)) {
    field.name = name;
    field.expression = reading.expression;
  }

  /// A difference replaces the object.
  FieldOf replaces(std::string_view text) && {
    return std::move(*this).decides(
        text, [](const Pair<T>&) { return Way::replaced; }, Change());
  }
  /// Altered in place by `statements`: a text, or a list of Sql. Fields are changed in the order of their lines; a
  /// statement that two give is kept once.
  template <typename Statements>
  FieldOf alters(std::string_view text, Statements statements) && {
    return std::move(*this).decides(
        text, [](const Pair<T>&) { return Way::in_place; }, std::move(statements));
  }
  /// `decision` says which of both; `statements` is not called where it says replaced.
  template <typename Statements>
  FieldOf decides(std::string_view text, Decision decision, Statements statements) && {
    field.rule = text;
    way = std::move(decision);
    if constexpr (std::is_convertible_v<std::invoke_result_t<Statements, const Pair<T>&>, std::string>) {
      change = [statements](const Pair<T>& pair) { return std::vector<Sql>{{statements(pair)}}; };
    } else {
      change = std::move(statements);
    }
    return std::move(*this);
  }
  /// Never compared, and why.
  FieldOf ignored(std::string_view why) && {
    field.rule = why;
    field.ignored = true;
    return std::move(*this);
  }
  /// Never compared, for no command changes it; who reads the plan is told: the object, and `how` it stays.
  FieldOf stays(std::string_view how) && {
    field.stays = how;
    return std::move(*this).ignored("told where it differs: no command changes it");
  }
  /// Another object's statement may change it as well (a parent's column, the index that a table is clustered on
  /// instead): only then may there be no statement for it.
  FieldOf may_follow() && {
    follows = true;
    return std::move(*this);
  }
  /// Older servers have no such column, and nothing to be read.
  FieldOf since(int server_version) && {
    first_version = server_version;
    return std::move(*this);
  }

  [[nodiscard]] std::string select(int server_version) const {
    return server_version < first_version ? "NULL" : reading.sql(server_version);
  }

  Field field;
  Member member;
  Reading reading;
  Decision way;
  Change change;
  bool follows = false;
  int first_version = 0;
};

template <typename T, typename Value>
FieldOf<T> field(std::string_view name, Value T::*member, Reading reading) {
  return FieldOf<T>(name, member, std::move(reading));
}

/// What is the same for all objects of a kind.
struct Traits {
  std::string_view name;  ///< as PostgreSQL names it, lower case
  int rank = 0;           ///< lower ones are made earlier where nothing else decides
  std::string (*named)(std::string_view keyword, const std::vector<std::string>& path) = kinds::named;
  Facet facet = Facet::none;
  bool renames = false;  ///< has ALTER ... RENAME TO
  bool rebuilt = false;  ///< dropped before what it needs changes, and made again
  bool attached = false;
  // Expressions over the kind's own rows.
  std::string_view owner = "";     ///< empty: none has one of its own; NULL: this one follows another object
  std::string_view acl = "";       ///< empty: nothing can be granted on any
  char acl_letter = 0;             ///< acldefault()'s
  std::string_view acl_type = "";  ///< the word for what the privileges are on
  std::string_view grantor = "";   ///< whose the built-in ones are, empty: the owner; NULL: none can be granted here
  std::string_view sequence = "NULL";  ///< schema and name of what they are on, an identity's; NULL: the object itself
};

/// Owner and privileges, as columns of a kind's own rows, each after a comma.
struct RightsColumns {
  std::string sql;
  std::vector<Source::Also> also;
};
[[nodiscard]] RightsColumns rights_columns(const Traits& traits, bool of_parts);

/// Which rows are objects of a kind, in SQL.
struct Rows {
  std::uint32_t class_id = 0;  ///< the catalog; 0: rows have no address of their own
  std::string_view oid = "0";
  std::string_view sub_id = "0";
  std::uint32_t parent_class_id = 0;  ///< 0: they have no parent
  std::string_view parent_oid = "0";
  std::string_view parent_sub_id = "0";
  std::vector<std::string> path;  ///< one expression a part
  std::string from;               ///< all that follows FROM
};

/// Rows that may differ from version to version. Those of a kind that overrides source() are empty.
struct RowsOf {
  RowsOf() = default;
  RowsOf(const Rows& always) : rows([always](int) { return always; }) {}
  template <typename ByVersion>
  RowsOf(ByVersion by_version) : rows(std::move(by_version)) {}

  std::function<Rows(int server_version)> rows;
};

/// All rows of a catalog whose objects are {schema, name}, or {schema, name, `more`}: alias `x`, and columns as the
/// catalog names them, `prefix` before name and namespace. `where` follows the join of pg_namespace, alias `n`.
[[nodiscard]] inline Rows in_schema(std::uint32_t class_id, std::string_view catalog, std::string_view prefix,
                                    std::string_view where = "", std::vector<std::string> more = {}) {
  const std::string column = "x." + std::string(prefix);
  Rows rows{.class_id = class_id,
            .oid = "x.oid",
            .parent_class_id = pg_namespace,
            .parent_oid = "n.oid",
            .path = {"n.nspname", column + "name"},
            .from = "pg_catalog." + std::string(catalog) + " x JOIN " + user_namespace(column + "namespace") +
                    std::string(where)};
  rows.path.insert(rows.path.end(), more.begin(), more.end());
  return rows;
}

template <typename T>
class Declared : public catalog::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return traits_.name; }
  [[nodiscard]] int rank() const override { return traits_.rank; }
  [[nodiscard]] Facet facet() const override { return traits_.facet; }
  [[nodiscard]] std::string sql_name(const ObjectId& id) const override { return traits_.named(traits_.name, id.path); }
  [[nodiscard]] std::span<const Field> fields() const override { return fields_; }

  [[nodiscard]] std::optional<Source> source(int server_version) const override {
    const Rows rows = rows_.rows(server_version);
    const auto text = [](std::string_view part) { return std::string(part); };
    std::string sql = "SELECT " + text(rows.oid) + ", " + text(rows.sub_id) + ", " + text(rows.parent_oid) + ", " +
                      text(rows.parent_sub_id);
    for (const std::string& part : rows.path) sql += ", " + part;
    RightsColumns rights = rights_columns(traits_, rows.sub_id != "0");
    return Source{rows.class_id,
                  rows.parent_class_id,
                  rows.path.size(),
                  false,
                  sql + rights.sql + selected(server_version) + " FROM " + rows.from,
                  false,
                  std::move(rights.also)};
  }

  [[nodiscard]] bool attached() const override { return traits_.attached; }

  [[nodiscard]] Value get(const catalog::Attributes& attributes, std::size_t field) const override {
    const T& value = static_cast<const Fields<T>&>(attributes).value;
    return std::visit([&](auto member) { return to_value(value.*member); }, lines_[field].member);
  }

  [[nodiscard]] std::shared_ptr<const catalog::Attributes> make(std::span<const Value> values) const override {
    auto made = std::make_shared<Fields<T>>();
    for (std::size_t index = 0; index < lines_.size(); ++index)
      if (!std::visit([&](auto member) { return from_value(values[index], made->value.*member); },
                      lines_[index].member))
        throw Error("field " + std::string(fields_[index].name) + " of a " + std::string(name()) +
                        " has a value of another type",
                    "the file was edited, or written by another version of pgplumb; export it again");
    return made;
  }

  [[nodiscard]] std::shared_ptr<const catalog::Attributes> read(
      std::span<const std::optional<std::string>> row) const override {
    if (row.size() != lines_.size() && !lines_.empty())
      throw InternalError("a row of " + std::string(name()) + " has " + std::to_string(row.size()) + " fields");
    auto made = std::make_shared<Fields<T>>();
    for (std::size_t index = 0; index < lines_.size(); ++index) {
      const std::optional<std::string> word = in_words(lines_[index], row[index]);
      std::visit([&](auto member) { from_row(word, made->value.*member); }, lines_[index].member);
    }
    return made;
  }

  [[nodiscard]] bool equal(const catalog::Attributes& a, const catalog::Attributes& b) const override {
    const T& left = static_cast<const Fields<T>&>(a).value;
    const T& right = static_cast<const Fields<T>&>(b).value;
    return std::all_of(lines_.begin(), lines_.end(), [&](const FieldOf<T>& line) {
      return line.field.ignored || std::visit([&](auto member) { return left.*member == right.*member; }, line.member);
    });
  }

  [[nodiscard]] Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> changed,
                                 const Context& context) const override {
    const Pair<T> pair{from, to, fields_of<T>(from), fields_of<T>(to), context};
    Alteration alteration;
    for (const std::size_t index : changed)
      if (lines_[index].way) alteration.way = std::max(alteration.way, lines_[index].way(pair));
    if (alteration.way == Way::replaced) return alteration;
    for (std::size_t index = 0; index < lines_.size(); ++index) {
      const FieldOf<T>& line = lines_[index];
      if (!line.change || std::find(changed.begin(), changed.end(), index) == changed.end()) continue;
      std::vector<Sql> statements = line.change(pair);
      if (statements.empty() && !line.follows)
        throw InternalError("no statement changes " + std::string(line.field.name) + " of " + to_string(to.id));
      for (Sql& statement : statements)
        if (std::find(alteration.statements.begin(), alteration.statements.end(), statement) ==
            alteration.statements.end())
          alteration.statements.push_back(std::move(statement));
    }
    return alteration;
  }

  [[nodiscard]] std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  [[nodiscard]] std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    if (!traits_.renames) return std::nullopt;
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[name_part(to)])}};
  }

  [[nodiscard]] Reaction react(const Object& self, const Object& changed, Event event,
                               const Context& context) const override {
    return traits_.rebuilt ? Reaction::rebuilt : Kind::react(self, changed, event, context);
  }

 protected:
  Declared(const Traits& traits, RowsOf rows, std::vector<FieldOf<T>> lines)
      : traits_(traits), rows_(std::move(rows)), lines_(std::move(lines)) {
    for (const FieldOf<T>& line : lines_) fields_.push_back(line.field);
  }

  /// The fields, each after a comma. A kind whose rows come from several queries overrides source() and uses it there.
  [[nodiscard]] std::string selected(int server_version) const {
    std::string sql;
    for (const FieldOf<T>& line : lines_) sql += ", " + line.select(server_version);
    return sql;
  }

 private:
  static std::optional<std::string> in_words(const FieldOf<T>& line, const std::optional<std::string>& value) {
    if (!value || line.reading.letters.empty()) return value;
    for (const auto& [letter, word] : line.reading.letters)
      if (letter == *value) return std::string(word);
    throw catalog::UnknownLetter(std::string(line.field.name), *value);
  }

  Traits traits_;
  RowsOf rows_;
  std::vector<FieldOf<T>> lines_;
  std::vector<Field> fields_;
};

}  // namespace pgplumb::kinds
