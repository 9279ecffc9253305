#include "plan/made_up_rows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "kinds/catalogs.hpp"
#include "plan/proof.hpp"
#include "plan/search_path.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectIndex;

namespace {

// More would cost more than they would show.
constexpr std::size_t most_tables = 24;

struct Column {
  std::string name;
  std::string type;
  std::string base;  ///< pg_type.typname, of a domain what it is over
  char category = 'U';
  bool required = false;
};

struct Table {
  std::string told;
  std::string name;
  std::string oid;
  std::vector<Column> columns;
};

const Object& root_of(const Catalog& catalog, const Object& object) {
  const Object* at = &object;
  for (const Object* parent = catalog.parent_of(*at); parent != nullptr && !parent->id.kind->is_namespace();
       parent = catalog.parent_of(*at))
    at = parent;
  return *at;
}

bool is_table(const Object& object) {
  return object.address.class_id == kinds::pg_class && object.address.sub_id == 0;
}

// Generated columns and identities get their values from the server.
constexpr const char* columns_query =
    "SELECT c.oid, pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), b.typname, "
    "b.typcategory, (a.attnotnull OR d.typnotnull) AND NOT a.atthasdef FROM pg_catalog.pg_class c JOIN "
    "pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' "
    "AND a.attidentity = '' JOIN pg_catalog.pg_type d ON d.oid = a.atttypid JOIN pg_catalog.pg_type b ON b.oid = CASE "
    "WHEN d.typbasetype <> 0 THEN d.typbasetype ELSE d.oid END WHERE c.oid = $1::pg_catalog.oid AND c.relkind IN ('r', "
    "'p') ORDER BY a.attnum";

std::optional<Table> read_table(postgres::Connection& copy, const Object& object) {
  Table table{to_string(object.id),
              sql::qualified(object.id.path[0], object.id.path[1]),
              std::to_string(object.address.object_id),
              {}};
  const auto is_there = copy.query(
      "SELECT FROM pg_catalog.pg_class WHERE oid = $1::pg_catalog.oid AND relkind IN "
      "('r', 'p')",
      {table.oid});
  if (is_there.rows.empty()) return std::nullopt;
  for (const auto& row : copy.query(columns_query, {table.oid}).rows)
    table.columns.push_back(
        {row[1].value_or(""), row[2].value_or(""), row[3].value_or(""), row[4].value_or("U").front(), row[5] == "t"});
  return table;
}

// The same in all tables, so that what refers to another finds it.
std::string value_for(const Column& column, int row) {
  static const std::map<std::string_view, std::string_view> by_type = {
      {"uuid", "'00000000-0000-0000-0000-00000000000"}, {"json", "'{}'"}, {"jsonb", "'{}'"}, {"bytea", "''"}};
  const std::string number = std::to_string(row);
  if (const auto known = by_type.find(column.base); known != by_type.end())
    return std::string(known->second) + (column.base == "uuid" ? number + "'" : "");
  switch (column.category) {
    case 'N':
      return number;
    case 'S':
      return row == 1 ? "'a'" : "'b'";
    case 'B':
      return row == 1 ? "true" : "false";
    case 'D':
      return "'2000-01-0" + number + "'";
    case 'T':
      return "'" + number + " days'";
    case 'E':
      return "(pg_catalog.enum_range(NULL::" + column.type + "))[1]";
    case 'A':
      return "'{}'";
    case 'R':
      return "'empty'";
    case 'I':
      return "'127.0.0." + number + "'";
    default:
      return "NULL";
  }
}

class Trial {
 public:
  Trial(postgres::Connection& copy, const Plan& plan) : copy_(copy), plan_(plan) {}

  void fill(const std::vector<const Object*>& objects, std::set<std::string>& without) {
    for (const Object* object : objects)
      if (auto table = read_table(copy_, *object)) tables_.push_back(std::move(*table));
    // What waits for the end of the transaction would be in the way of each ALTER TABLE.
    copy_.execute("SET CONSTRAINTS ALL IMMEDIATE");
    // Again for those that refer to one that comes later.
    std::set<const Table*> filled;
    for (std::size_t before = tables_.size() + 1; filled.size() != before;) {
      before = filled.size();
      for (const Table& table : tables_)
        if (!filled.contains(&table) && insert_into(table)) filled.insert(&table);
    }
    for (const Table& table : tables_) {
      if (!filled.contains(&table)) without.insert(table.told);
      rows_[table.oid] = count_of(table.name);
    }
    has_rows_ = !filled.empty();
  }

  [[nodiscard]] bool has_rows() const { return has_rows_; }

  // Rows that are gone from a table that is still there, or with a table of which the plan does not say that it goes.
  void count_again() {
    for (const Table& table : tables_) {
      if (std::find(plan_.destroys.begin(), plan_.destroys.end(), table.told) != plan_.destroys.end()) continue;
      const auto now = copy_.query(
          "SELECT c.oid::pg_catalog.regclass FROM pg_catalog.pg_class c WHERE c.oid = $1::pg_catalog.oid", {table.oid});
      const std::string count = now.rows.empty() ? "0" : count_of(now.rows[0][0].value_or(""));
      if (count.empty() || rows_.at(table.oid).empty() || count == rows_.at(table.oid)) continue;
      Diagnostic lost;
      lost.code = "rows-lost";
      lost.object = table.told;
      lost.message = table.told + " has " + count + " rows after the plan where it had " + rows_.at(table.oid) +
                     ", and the plan does not say that it destroys them";
      lost.hint = report_wanted;
      throw DiagnosedError("the plan loses rows on a copy of the live database, and is not to be trusted", {lost});
    }
  }

 private:
  // Even a plain query may fail: the planner evaluates what it takes for constant, in the predicates of indexes too.
  std::optional<postgres::Rows> attempt(const std::string& statement) {
    copy_.execute("SAVEPOINT attempt");
    try {
      postgres::Rows rows = copy_.execute(statement);
      copy_.execute("RELEASE SAVEPOINT attempt");
      return rows;
    } catch (const ServerError& error) {
      if (error.sqlstate().empty() || error.sqlstate().starts_with("57")) throw;
      copy_.execute("ROLLBACK TO SAVEPOINT attempt");
      copy_.execute("RELEASE SAVEPOINT attempt");
      return std::nullopt;
    }
  }

  bool insert_into(const Table& table) {
    // Whose triggers they are, and what else these would do, is not what is tried.
    if (!attempt("ALTER TABLE " + table.name + " DISABLE TRIGGER USER")) return false;
    bool any = false;
    for (const int row : {1, 2}) any |= attempt(insertion(table, row, true)) || attempt(insertion(table, row, false));
    return any;
  }

  // Of the table alone: partitions and heirs come and go. "": that cannot be told.
  std::string count_of(const std::string& table) {
    const auto rows = attempt("SELECT pg_catalog.count(*) FROM ONLY " + table);
    return rows ? rows->rows[0][0].value_or("") : std::string();
  }

  static std::string insertion(const Table& table, int row, bool all) {
    std::string names;
    std::string values;
    for (const Column& column : table.columns) {
      if (!all && !column.required) continue;
      names += (names.empty() ? "" : ", ") + column.name;
      values += (values.empty() ? "" : ", ") + value_for(column, row);
    }
    if (names.empty()) return "INSERT INTO " + table.name + " DEFAULT VALUES";
    return "INSERT INTO " + table.name + " (" + names + ") VALUES (" + values + ")";
  }

  postgres::Connection& copy_;
  const Plan& plan_;
  std::vector<Table> tables_;
  std::map<std::string, std::string> rows_;  ///< oid -> how many
  bool has_rows_ = false;
};

// Of what PostgreSQL cannot do, or does not find; not of what rows hold.
bool is_fault(const std::string& sqlstate) {
  static constexpr std::array<std::string_view, 6> classes = {"0A", "2B", "3F", "42", "55", "XX"};
  return std::any_of(classes.begin(), classes.end(), [&](std::string_view of) { return sqlstate.starts_with(of); });
}

DiagnosedError fault_of(const Step& step, const ServerError& error, const std::string& statement, int server_version) {
  Diagnostic diagnostic;
  diagnostic.code = "step-failed";
  diagnostic.object = step.object;
  diagnostic.position = step.position;
  diagnostic.message = "step " + std::to_string(step.number) + ", " + to_string(step.change) + " " + step.object +
                       ", works on empty tables only: " + error.report().message;
  if (!error.report().detail.empty()) diagnostic.message += " (" + error.report().detail + ")";
  const std::string on_path = hint_on_path(error.report(), server_version);
  diagnostic.hint = on_path.empty() ? "the statement was: " + statement + "; " + std::string(report_wanted) : on_path;
  return DiagnosedError("the plan does not work on a copy of the live database with rows, and is not to be trusted",
                        {diagnostic});
}

}  // namespace

RowTrials::RowTrials(postgres::Connection& copy, const Plan& plan, const Catalog& before, const Catalog& after)
    : copy_(copy), plan_(plan), before_(before) {
  std::set<std::string> names;
  for (const Batch& batch : plan.batches)
    for (const Step& step : batch.steps) names.insert(step.object);
  add_tables(before, names);
  add_tables(after, names);
}

// The tables that such objects are parts of, and those with columns of types that they are.
void RowTrials::add_tables(const Catalog& catalog, const std::set<std::string>& names) {
  for (ObjectIndex index = 0; index < catalog.size(); ++index) {
    const std::string name = to_string(catalog[index].id);
    if (!names.contains(name)) continue;
    const auto add = [&](const Object& part) {
      const Object* table = before_.find(root_of(catalog, part).id);
      if (table != nullptr && is_table(*table)) tables_[name].insert(table);
    };
    add(catalog[index]);
    for (const ObjectIndex user : catalog.dependents(index)) add(catalog[user]);
  }
}

std::vector<const Object*> RowTrials::touched(const Batch& batch) const {
  std::set<const Object*> found;
  for (const Step& step : batch.steps)
    if (const auto at = tables_.find(step.object); at != tables_.end())
      found.insert(at->second.begin(), at->second.end());
  // What they refer to has rows as well.
  std::vector<const Object*> tables(found.begin(), found.end());
  for (std::size_t at = 0; at < tables.size() && tables.size() < most_tables; ++at) {
    const ObjectIndex table = before_.index_of(tables[at]->id);
    for (const ObjectIndex part : before_.dependents(table)) {
      if (before_[part].parent != table) continue;
      for (const ObjectIndex needed : before_[part].dependencies)
        if (const Object& other = root_of(before_, before_[needed]); is_table(other) && found.insert(&other).second)
          tables.push_back(&other);
    }
  }
  std::sort(tables.begin(), tables.end(), [](const Object* a, const Object* b) { return a->id < b->id; });
  if (tables.size() > most_tables) tables.resize(most_tables);
  return tables;
}

std::optional<DiagnosedError> RowTrials::run(const Batch& batch, const BatchFrame& frame) {
  const std::vector<const Object*> tables = touched(batch);
  if (tables.empty()) return std::nullopt;
  for (const std::string& statement : frame.opening) copy_.execute(statement);
  Trial trial(copy_, plan_);
  trial.fill(tables, without_);
  bool goes_on = trial.has_rows();
  std::optional<DiagnosedError> fault;
  for (auto step = batch.steps.begin(); goes_on && step != batch.steps.end(); ++step)
    for (auto statement = step->statements.begin(); goes_on && statement != step->statements.end(); ++statement) {
      try {
        copy_.execute(*statement);
      } catch (const ServerError& error) {
        if (error.sqlstate().empty() || error.sqlstate().starts_with("57")) throw;
        if (is_fault(error.sqlstate())) fault = fault_of(*step, error, *statement, copy_.server_version());
        goes_on = false;
      }
    }
  if (goes_on) trial.count_again();
  copy_.execute("ROLLBACK");
  return fault;
}

}  // namespace pgplumb::plan
