#include "apply/rows_in_the_way.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "sql/concurrent_index.hpp"
#include "sql/identifier.hpp"
#include "sql/statement_pattern.hpp"

namespace pgplumb::apply {

namespace {

using sql::Words;

constexpr const char* not_null_violation = "23502";
constexpr const char* foreign_key_violation = "23503";
constexpr const char* unique_violation = "23505";
constexpr const char* check_violation = "23514";
constexpr const char* exclusion_violation = "23P01";

std::string and_all(const std::vector<std::string>& conditions) {
  return sql::join(conditions, " AND ");
}

/// A constraint or an index as PostgreSQL writes it, and the SELECT that finds what violates it.
class Definition {
 public:
  Definition(std::string text, std::string table) : text_(std::move(text)), words_(text_), table_(std::move(table)) {}
  Definition(const Definition&) = delete;  // words_ look into text_
  Definition& operator=(const Definition&) = delete;

  [[nodiscard]] std::optional<std::string> violations() const {
    std::size_t at = 0;
    if (words_.is(0, "check")) return "SELECT * FROM " + table_ + " WHERE NOT " + piece(1, words_.behind(1));
    if (words_.is(0, "foreign")) return without_partner();
    if (words_.is(0, "unique")) return several(1);
    if (words_.is(0, "primary")) return several(2);
    if (!words_.is(0, "create")) return std::nullopt;
    while (at < words_.size() && !words_.is(at, "using")) ++at;
    return several(at + 2);
  }

 private:
  [[nodiscard]] std::string piece(std::size_t begin, std::size_t end) const {
    if (begin >= end || end > words_.size()) return {};
    const char* first = words_.text(begin).data();
    const std::string_view last = words_.text(end - 1);
    return {first, last.data() + last.size()};
  }

  [[nodiscard]] bool has(std::string_view word, std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < std::min(end, words_.size()); ++at)
      if (words_.is(at, word)) return true;
    return false;
  }

  // What is compared, without how the index keeps it: operator class and order.
  [[nodiscard]] std::string key(std::size_t begin, std::size_t end) const {
    std::size_t at = begin;
    if (words_.symbol(at, '(')) {
      at = words_.behind(at);
    } else {
      (void)words_.name(at);
      if (words_.symbol(at, '(')) at = words_.behind(at);
    }
    if (words_.is(at, "collate")) {
      ++at;
      (void)words_.name(at);
    }
    return piece(begin, std::min(at, end));
  }

  /// Of the list in the parenthesis of `open`.
  [[nodiscard]] std::vector<std::string> keys(std::size_t open) const {
    std::vector<std::string> found;
    const std::size_t close = words_.behind(open) - 1;
    for (std::size_t begin = open + 1; begin < close;) {
      std::size_t end = begin;
      while (end < close && !words_.symbol(end, ',')) end = words_.behind(end);
      found.push_back(key(begin, end));
      begin = end + 1;
    }
    return found;
  }

  [[nodiscard]] std::optional<std::string> several(std::size_t at) const {
    bool nulls_are_equal = false;
    for (std::size_t word = 0; word < words_.size(); ++word)
      if (words_.is(word, "nulls") && words_.is(word + 1, "not")) nulls_are_equal = true;
    while (at < words_.size() && !words_.symbol(at, '(')) ++at;
    const std::size_t end = words_.behind(at);
    if (at >= words_.size() || has("overlaps", at, end)) return std::nullopt;
    const std::vector<std::string> keys = this->keys(at);
    std::vector<std::string> conditions;
    if (!nulls_are_equal)
      for (const std::string& key : keys) conditions.push_back(key + " IS NOT NULL");
    for (std::size_t where = end; where < words_.size(); where = words_.behind(where))
      if (words_.is(where, "where")) {
        conditions.push_back("(" + piece(where + 1, words_.size()) + ")");
        break;
      }
    const std::string list = sql::join(keys, ", ");
    return "SELECT " + list + ", count(*) FROM " + table_ + (conditions.empty() ? "" : " WHERE ") +
           and_all(conditions) + " GROUP BY " + list + " HAVING count(*) > 1";
  }

  [[nodiscard]] std::optional<std::string> without_partner() const {
    const std::size_t own = 2;
    std::size_t at = words_.behind(own);
    if (!words_.is(at, "references")) return std::nullopt;
    const std::size_t other = ++at;
    (void)words_.name(at);
    if (!words_.symbol(at, '(') || has("period", own, words_.behind(at))) return std::nullopt;
    const std::vector<std::string> from = keys(own);
    const std::vector<std::string> to = keys(at);
    if (from.size() != to.size()) return std::nullopt;
    std::vector<std::string> filled;
    std::vector<std::string> same;
    for (std::size_t index = 0; index < from.size(); ++index) {
      filled.push_back("f." + from[index] + " IS NOT NULL");
      same.push_back("k." + to[index] + " = f." + from[index]);
    }
    const bool full = words_.is(words_.behind(at), "match");
    return "SELECT f.* FROM " + table_ + " AS f WHERE " +
           (full ? "(" + sql::join(filled, " OR ") + ")" : and_all(filled)) + " AND NOT EXISTS (SELECT FROM " +
           piece(other, at) + " AS k WHERE " + and_all(same) + ")";
  }

  std::string text_;
  Words words_;
  std::string table_;
};

/// The definition of constraint `name` that `statement` adds, or of the index that it makes.
std::optional<std::string> defined_by(const std::string& statement, const std::string& name) {
  const Words words(statement);
  if (words.is(0, "create") && words.is(1, "unique")) return statement;
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (!words.is(at, "add") || !words.is(at + 1, "constraint")) continue;
    std::size_t behind = at + 2;
    if (words.name(behind) != std::vector{name} || behind >= words.size()) continue;
    std::size_t end = behind;
    while (end < words.size() && !words.symbol(end, ',')) end = words.behind(end);
    const char* first = words.text(behind).data();
    const std::string_view last = words.text(end - 1);
    return std::string(first, last.data() + last.size());
  }
  return std::nullopt;
}

/// What is there already, but not of the rows that were there before.
struct Standing {
  std::string definition;
  bool enforced = false;
  bool index = false;
};

std::optional<Standing> standing(postgres::Connection& connection, const std::string& table, const std::string& name) {
  const auto constraint = connection.query(
      "SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint "
      "WHERE conrelid = pg_catalog.to_regclass($1) AND conname = $2 AND NOT convalidated",
      {table, name});
  if (!constraint.rows.empty()) return Standing{constraint.rows[0][0].value_or(""), true, false};
  const auto index = connection.query(
      "SELECT pg_catalog.pg_get_indexdef(i.indexrelid), i.indisready FROM pg_catalog.pg_index i "
      "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
      "WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relname = $2 AND NOT i.indisvalid",
      {table, name});
  if (index.rows.empty()) return std::nullopt;
  return Standing{index.rows[0][0].value_or(""), index.rows[0][1] == "t", true};
}

/// A transaction that changes nothing and waits for nobody.
class Look {
 public:
  explicit Look(postgres::Connection& connection) : connection_(connection) {
    connection_.execute("BEGIN READ ONLY; SET LOCAL lock_timeout = '1s'");
  }
  ~Look() {
    try {
      connection_.execute("ROLLBACK");
    } catch (const Error&) {
      // The session is lost, and the transaction with it.
    }
  }
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;

 private:
  postgres::Connection& connection_;
};

/// Columns and tables that the batch has made are gone with it: then there is nothing to be shown.
bool is_understood(postgres::Connection& connection, const std::string& select) {
  try {
    connection.query("EXPLAIN " + select, {});
    return true;
  } catch (const ServerError&) {
    return false;
  }
}

std::string names_of(const ServerError::Report& report) {
  std::string text = "rows";
  if (!report.table.empty()) text += " of " + sql::qualified(report.schema, report.table);
  text += " are in the way";
  if (!report.constraint.empty()) text += " of " + sql::identifier(report.constraint);
  if (!report.column.empty()) text += ", in column " + sql::identifier(report.column);
  return text;
}

/// The constraints that steps before batch `end` have added NOT VALID.
std::set<std::string> added_before(const plan::Plan& plan, std::size_t end) {
  std::set<std::string> names;
  for (std::size_t batch = 0; batch < end; ++batch)
    for (const plan::Step& step : plan.batches[batch].steps)
      for (const std::string& statement : step.statements) {
        const Words words(statement);
        std::string last;
        for (std::size_t at = 0; at + 1 < words.size(); ++at) {
          std::size_t name = at + 2;
          if (words.is(at, "add") && words.is(at + 1, "constraint"))
            if (const auto found = words.name(name); found.size() == 1) last = found.front();
          if (words.is(at, "not") && words.is(at + 1, "valid") && !last.empty()) names.insert(last);
        }
      }
  return names;
}

std::string enforced_by(const std::set<std::string>& names) {
  if (names.empty()) return {};
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + sql::identifier(name);
  return (names.size() == 1 ? "constraint " : "constraints ") + list + ", added NOT VALID, " +
         (names.size() == 1 ? "is" : "are") + " enforced for new rows from now on";
}

void ask(postgres::Connection& connection, const ServerError::Report& report, RowsInTheWay& found,
         std::set<std::string>& enforced) {
  if (report.table.empty()) return;
  const std::string table = sql::qualified(report.schema, report.table);
  const Look look(connection);
  std::optional<std::string> select;
  if (report.sqlstate == not_null_violation && !report.column.empty()) {
    select = "SELECT * FROM " + table + " WHERE " + sql::identifier(report.column) + " IS NULL";
  } else if (!report.constraint.empty()) {
    std::optional<std::string> definition = defined_by(report.statement, report.constraint);
    if (const auto there = standing(connection, table, report.constraint)) {
      definition = there->definition;
      if (there->index) {
        found.index = sql::qualified(report.schema, report.constraint);
        found.enforced = "index " + found.index + " stays, invalid" +
                         (there->enforced ? ", and refuses new rows that are not unique from now on" : "");
      } else {
        enforced.insert(report.constraint);
      }
    }
    if (definition) select = Definition(*definition, table).violations();
  }
  if (select && is_understood(connection, *select)) found.hint += "; this shows them:\n" + *select + ";\n";
}

}  // namespace

bool is_of_rows(const ServerError& error) {
  constexpr const char* states[] = {not_null_violation, foreign_key_violation, unique_violation, check_violation,
                                    exclusion_violation};
  return std::find(std::begin(states), std::end(states), error.sqlstate()) != std::end(states);
}

RowsInTheWay rows_in_the_way(postgres::Connection& connection, const ServerError& error, const plan::Plan& plan,
                             std::size_t batch) {
  RowsInTheWay found;
  found.hint = names_of(error.report());
  std::set<std::string> enforced = added_before(plan, batch);
  try {
    ask(connection, error.report(), found, enforced);
  } catch (const ServerError&) {
    // What the server has said before is said.
  }
  const std::string constraints = enforced_by(enforced);
  if (!constraints.empty()) found.enforced += (found.enforced.empty() ? "" : "; ") + constraints;
  return found;
}

}  // namespace pgplumb::apply
