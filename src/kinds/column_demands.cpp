#include "kinds/column_demands.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "kinds/column_heirs.hpp"
#include "kinds/domain.hpp"
#include "kinds/filling.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"
#include "kinds/types.hpp"

namespace pgplumb::kinds {

using catalog::RowDemand;

namespace {

// "numeric(10,2)": 10 and 2.
std::vector<int> modifiers_of(const std::string& type) {
  std::vector<int> numbers;
  const std::size_t open = type.find('(');
  for (std::size_t at = open; at < type.size() && type[at] != ')'; ++at)
    if (type[at] == '(' || type[at] == ',') numbers.push_back(std::atoi(type.c_str() + at + 1));
  return numbers;
}

struct Integer {
  int bytes;
  int digits;
  const char* least;
  const char* greatest;
};

const Integer* integer(const std::string& type) {
  static const std::map<std::string, Integer> integers = {
      {"smallint", {2, 5, "-32768", "32767"}},
      {"integer", {4, 10, "-2147483648", "2147483647"}},
      {"bigint", {8, 19, "-9223372036854775808", "9223372036854775807"}},
  };
  const auto found = integers.find(type);
  return found == integers.end() ? nullptr : &found->second;
}

struct Digits {
  int whole;
  int fraction;
};

/// nullopt: as many as one likes, or a scale below zero.
std::optional<Digits> digits_of(const std::string& type) {
  const std::vector<int> numbers = modifiers_of(type);
  if (numbers.empty()) return std::nullopt;
  const int scale = numbers.size() > 1 ? numbers[1] : 0;
  if (scale < 0 || numbers[0] < scale) return std::nullopt;
  return Digits{numbers[0] - scale, scale};
}

// Types whose values the other one takes, all of them.
bool takes_all(const std::string& from, const std::string& to, const Context& context) {
  const std::string a = without_modifiers(from);
  const std::string b = without_modifiers(to);
  const std::vector<int> after = modifiers_of(to);
  if ((b == "text" || b == "character varying") && after.empty()) return true;
  if (a == b) {
    const std::vector<int> before = modifiers_of(from);
    if (after.empty() || is_user_defined(a)) return true;
    if (a == "numeric") {
      const auto was = digits_of(from);
      const auto is = digits_of(to);
      return was && is && was->whole <= is->whole && was->fraction <= is->fraction;
    }
    if (a.starts_with("time") || a.starts_with("interval")) return true;
    return !before.empty() && before.back() <= after.back() && (a != "bit" || before == after);
  }
  const Integer* was = integer(a);
  const Integer* is = integer(b);
  if (was != nullptr && is != nullptr) return was->bytes <= is->bytes;
  static const std::set<std::string> numbers = {"numeric", "real", "double precision", "money"};
  const auto digits = b == "numeric" ? digits_of(to) : std::nullopt;
  if (was != nullptr && digits && digits->whole >= was->digits) return true;
  if (was != nullptr) return numbers.contains(b) && after.empty() && (b != "money" || was->bytes < 8);
  static const std::set<std::string> times = {"date", "timestamp without time zone", "timestamp with time zone",
                                              "time without time zone", "time with time zone"};
  if (times.contains(a) && times.contains(b)) return true;
  static const std::set<std::pair<std::string, std::string>> pairs = {
      {"real", "double precision"}, {"cidr", "inet"}, {"jsonb", "json"}, {"boolean", "integer"}};
  if (pairs.contains({a, b})) return true;
  return (is_user_defined(a) || is_user_defined(b)) && context.cast(a, b) == 'b';
}

// What a column of a domain is over.
std::string without_domain(const Object& column, const Catalog& catalog) {
  const std::string& type = fields_of<Column>(column).type;
  for (const ObjectIndex needed : column.dependencies) {
    const Object& domain = catalog[needed];
    if (domain.id.kind == &domain_kind() && sql::qualified(domain.id.path[0], domain.id.path[1]) == type)
      return domain_type(domain);
  }
  return type;
}

// The values that the server refuses, where that is sure: it converts them by itself.
std::string refused(const std::string& from, const std::string& to, const std::string& column) {
  const std::string a = without_modifiers(from);
  const std::string b = without_modifiers(to);
  const std::vector<int> after = modifiers_of(to);
  const bool text = a == "text" || a == "character varying" || a == "character";
  // Blanks at the end are cut without an error.
  if (text && (b == "character varying" || b == "character") && after.size() == 1)
    return fmt::format("pg_catalog.length(pg_catalog.rtrim({}::text)) > {}", column, after[0]);
  const Integer* is = integer(b);
  if (integer(a) != nullptr && is != nullptr)
    return fmt::format("{} NOT BETWEEN {} AND {}", column, is->least, is->greatest);
  const auto digits = digits_of(to);
  if ((a == "numeric" || integer(a) != nullptr) && b == "numeric" && digits && digits->whole <= 100)
    return fmt::format("pg_catalog.abs(pg_catalog.round({0}::numeric, {1})) >= 1{2} AND {0}::numeric <> 'NaN'", column,
                       digits->fraction, std::string(static_cast<std::size_t>(digits->whole), '0'));
  return {};
}

std::vector<std::string> labels_of(const Object& type) {
  const catalog::Value value = type.id.kind->get(*type.attributes, 0);
  const auto* labels = std::get_if<std::vector<std::string>>(&value);
  return labels == nullptr ? std::vector<std::string>() : *labels;
}

// The enum that the column is of; nullptr if it is of another type, or an array.
const Object* enum_of(const Object& column, const Catalog& catalog) {
  for (const ObjectIndex needed : column.dependencies) {
    const Object& type = catalog[needed];
    if (type.id.kind == &enum_kind() &&
        sql::qualified(type.id.path[0], type.id.path[1]) == fields_of<Column>(column).type)
      return &type;
  }
  return nullptr;
}

RowDemand demand_on_values(const Pair<Column>& p, const std::string& condition) {
  RowDemand demand{table_id(p.id().path), "every value of " + to_string(p.id()) + " can become " + p.to.type, {}};
  if (p.context.using_expression(p.id()) != nullptr)
    demand.demand += " by its expression";
  else if (!condition.empty())
    demand.query = "SELECT * FROM " + rows_of(demand.relation, true, p.context) + " WHERE " + condition;
  return demand;
}

}  // namespace

std::vector<RowDemand> demands_of_new_column(const Object& object, const Context& context) {
  const ObjectId table = table_id(object.id.path);
  const Column& column = fields_of<Column>(object);
  if (!may_hold_rows(table, context) || column.not_null_not_valid || !is_required_and_unfilled(object, context))
    return {};
  if (column.inherited && comes_from_parent(column.parents, object.id, context)) return {};
  // A virtual one that becomes a plain one keeps what it was computed as.
  const Object* before = context.from().find(object.id);
  if (before != nullptr && fields_of<Column>(*before).is_virtual) return {};
  return {{table, "no row: " + to_string(object.id) + " is required and has no default",
           "SELECT 1 FROM " + rows_of(table, true, context) + " LIMIT 1"}};
}

std::vector<RowDemand> demands_of_change(const Pair<Column>& p) {
  std::vector<RowDemand> demands;
  const ObjectId table = table_id(p.id().path);
  if (!may_hold_rows(table, p.context)) return demands;
  if (p.from.type != p.to.type && p.to.generated.empty() && !parent_does(p)) {
    const std::string from = without_domain(p.from_object, p.context.from());
    const bool given = p.context.using_expression(p.id()) != nullptr;
    const bool by_itself = convert(p.from.type, p.to.type, p.context).bridge.empty();
    if (given || !takes_all(from, p.to.type, p.context))
      demands.push_back(
          demand_on_values(p, by_itself ? refused(from, p.to.type, sql::identifier(p.id().path[2])) : std::string()));
  }
  const auto is_asked = [](const Column& column) { return column.not_null && !column.not_null_not_valid; };
  const auto becomes = [&](const Pair<Column>& pair) { return !is_asked(pair.from) && is_asked(pair.to); };
  if (becomes(p) && !any_parent(p, becomes)) {
    RowDemand demand{table, "no NULL in " + to_string(p.id()), {}};
    if (p.context.using_expression(p.id()) == nullptr && p.from.generated == p.to.generated)
      demand.query = "SELECT * FROM " + rows_of(table, !p.to.not_null_no_inherit, p.context) + " WHERE " +
                     sql::identifier(p.id().path[2]) + " IS NULL";
    demands.push_back(std::move(demand));
  }
  return demands;
}

std::vector<RowDemand> demands_of_following(const Pair<Column>& p) {
  // Where its collation is made anew, values stay what they are.
  if (!may_hold_rows(table_id(p.id().path), p.context) || !is_user_defined(p.to.type)) return {};
  const Object* before = enum_of(p.from_object, p.context.from());
  const Object* after = enum_of(p.to_object, p.context.to());
  if (before == nullptr || after == nullptr) return {demand_on_values(p, {})};
  const std::vector<std::string> kept = labels_of(*after);
  bool loses = false;
  for (const std::string& label : labels_of(*before)) loses |= std::find(kept.begin(), kept.end(), label) == kept.end();
  if (!loses) return {};
  std::vector<std::string> literals;
  for (const std::string& label : kept) literals.push_back(sql::literal(label));
  const std::string column = sql::identifier(p.id().path[2]);
  return {demand_on_values(
      p, literals.empty() ? column + " IS NOT NULL" : column + "::text NOT IN (" + sql::join(literals, ", ") + ")")};
}

}  // namespace pgplumb::kinds
