// From a plain struct, described once with Boost.Describe, to everything that is done field by field.
//
// A kind derives from Described<T>, gives the rules of T's fields, the query whose columns are T's fields in order, and
// how to create and drop. Field types: bool, std::int64_t, std::string, std::vector<std::string>, and std::optional of
// the first three.

#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "kinds/sql_name.hpp"
#include "kinds/text.hpp"

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

/// What is done when one field differs. `statements` is not called where `way` says replaced. Rules of the fields that
/// differ are applied in the order of the rules; a statement that two rules give is kept once.
template <typename T>
struct Rule {
  std::string_view field;
  std::string_view text;  ///< for people and for the test that every field has one
  std::function<Way(const Pair<T>&)> way;
  std::function<std::vector<Sql>(const Pair<T>&)> statements;
  bool ignored = false;
  bool expression = false;
  std::string_view stays = {};
  bool may_follow = false;
};

/// Altered in place by `statements`.
template <typename T, typename Statements>
Rule<T> alters(std::string_view field, std::string_view text, Statements statements) {
  return {field, text, [](const Pair<T>&) { return Way::in_place; }, statements};
}

/// A difference replaces the object.
template <typename T>
Rule<T> replaces(std::string_view field, std::string_view text) {
  return {field, text, [](const Pair<T>&) { return Way::replaced; }, nullptr};
}

/// `way` decides, `statements` carries it out unless the object is replaced.
template <typename T, typename Decide, typename Statements>
Rule<T> decides(std::string_view field, std::string_view text, Decide way, Statements statements) {
  return {field, text, way, statements};
}

/// Never compared, and why.
template <typename T>
Rule<T> ignores(std::string_view field, std::string_view why) {
  return {field, why, nullptr, nullptr, true};
}

/// Never compared, for no command changes it; who reads the plan is told: the object, and `how` it stays.
template <typename T>
Rule<T> stays(std::string_view field, std::string_view how) {
  return {field, "told where it differs: no command changes it", nullptr, nullptr, true, false, how};
}

/// The same rule for a field that another object's statement may change as well (a parent's column, the index that a
/// table is clustered on instead): only then may there be no statement for it.
template <typename T>
Rule<T> may_follow(Rule<T> rule) {
  rule.may_follow = true;
  return rule;
}

/// The same rule for a field that the server deparses.
template <typename T>
Rule<T> expression(Rule<T> rule) {
  rule.expression = true;
  return rule;
}

template <typename T>
class Described : public catalog::Kind {
 public:
  using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

  [[nodiscard]] std::span<const Field> fields() const override { return fields_; }

  [[nodiscard]] std::string sql_name(const ObjectId& id) const override { return named(name(), id.path); }

  [[nodiscard]] Value get([[maybe_unused]] const catalog::Attributes& attributes, std::size_t field) const override {
    if constexpr (boost::mp11::mp_size<Members>::value == 0) {
      throw InternalError("a " + std::string(name()) + " has no field " + std::to_string(field));
    } else {
      const T& value = static_cast<const Fields<T>&>(attributes).value;
      return boost::mp11::mp_with_index<boost::mp11::mp_size<Members>::value>(
          field, [&](auto index) { return to_value(value.*boost::mp11::mp_at_c<Members, index>::pointer); });
    }
  }

  [[nodiscard]] std::shared_ptr<const catalog::Attributes> make(std::span<const Value> values) const override {
    auto made = std::make_shared<Fields<T>>();
    std::size_t index = 0;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      if (!from_value(values[index++], made->value.*member.pointer))
        throw Error(
            "field " + std::string(member.name) + " of a " + std::string(name()) + " has a value of another type",
            "the file was edited, or written by another version of pgplumb; export it again");
    });
    return made;
  }

  [[nodiscard]] std::shared_ptr<const catalog::Attributes> read(
      std::span<const std::optional<std::string>> row) const override {
    auto made = std::make_shared<Fields<T>>();
    std::size_t index = 0;
    boost::mp11::mp_for_each<Members>([&](auto member) { from_row(row[index++], made->value.*member.pointer); });
    return made;
  }

  [[nodiscard]] bool equal(const catalog::Attributes& a, const catalog::Attributes& b) const override {
    [[maybe_unused]] const T& left = static_cast<const Fields<T>&>(a).value;
    [[maybe_unused]] const T& right = static_cast<const Fields<T>&>(b).value;
    bool same = true;
    [[maybe_unused]] std::size_t index = 0;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      if (!fields_[index++].ignored && same) same = left.*member.pointer == right.*member.pointer;
    });
    return same;
  }

  [[nodiscard]] Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> changed,
                                 const Context& context) const override {
    const Pair<T> pair{from, to, fields_of<T>(from), fields_of<T>(to), context};
    Alteration alteration;
    for (const std::size_t field : changed) {
      const Rule<T>* rule = rule_of(field);
      if (rule != nullptr && rule->way) alteration.way = std::max(alteration.way, rule->way(pair));
    }
    if (alteration.way == Way::replaced) return alteration;
    for (const Rule<T>& rule : rules_) {
      const bool differs = std::any_of(changed.begin(), changed.end(),
                                       [&](std::size_t field) { return fields_[field].name == rule.field; });
      if (!differs || !rule.statements) continue;
      std::vector<Sql> statements = rule.statements(pair);
      if (statements.empty() && !rule.may_follow)
        throw InternalError("no statement changes " + std::string(rule.field) + " of " + to_string(to.id));
      for (Sql& statement : statements)
        if (std::find(alteration.statements.begin(), alteration.statements.end(), statement) ==
            alteration.statements.end())
          alteration.statements.push_back(std::move(statement));
    }
    return alteration;
  }

 protected:
  explicit Described(std::vector<Rule<T>> rules) : rules_(std::move(rules)) {
    boost::mp11::mp_for_each<Members>([&](auto member) {
      Field field;
      field.name = member.name;
      for (const Rule<T>& rule : rules_) {
        if (rule.field != field.name) continue;
        field.rule = rule.text;
        field.ignored = rule.ignored;
        field.stays = rule.stays;
        field.expression = rule.expression;
      }
      fields_.push_back(field);
    });
  }

 private:
  [[nodiscard]] const Rule<T>* rule_of(std::size_t field) const {
    for (const Rule<T>& rule : rules_)
      if (rule.field == fields_[field].name) return &rule;
    return nullptr;
  }

  std::vector<Rule<T>> rules_;
  std::vector<Field> fields_;
};

}  // namespace pgplumb::kinds
