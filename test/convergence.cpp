#include "convergence.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "catalog/projection.hpp"
#include "diff/diff.hpp"
#include "dump.hpp"
#include "pgplumb/apply.hpp"
#include "server.hpp"
#include "sources/live.hpp"

namespace test {

using pgplumb::PlanResult;
using pgplumb::catalog::Catalog;
using pgplumb::postgres::Connection;

namespace {

std::mutex server_mutex;

pgplumb::Settings settings_for(const std::string& schema_path) {
  pgplumb::Settings settings;
  settings.schema = {schema_path};
  settings.owners = pgplumb::Managed::on;
  settings.privileges = pgplumb::Managed::on;
  const std::scoped_lock lock(server_mutex);
  settings.scratch = server().url("template1");
  settings.allow_superuser = true;
  return settings;
}

std::vector<std::string> catalog_differences(const Catalog& got, const Catalog& wanted) {
  std::vector<std::string> lines;
  for (const pgplumb::diff::Difference& difference : pgplumb::diff::diff(got, wanted)) {
    const std::string name = to_string(difference.id());
    if (difference.from == nullptr) {
      lines.push_back("by our reader: missing " + name);
    } else if (difference.to == nullptr) {
      lines.push_back("by our reader: too much " + name);
    } else {
      // Two texts of the server may mean the same; pg_dump and the second plan watch over those.
      const auto fields = difference.from->id.kind->fields();
      for (const std::size_t field : difference.fields)
        if (!fields[field].expression)
          lines.push_back(fmt::format("by our reader: {} of {} differs", fields[field].name, name));
    }
  }
  return lines;
}

// The server's deparser is no fixed point: what differs only until both dumps are loaded and dumped once more means the
// same.
std::vector<std::string> dumps_differ(const std::string& got, const std::string& wanted) {
  std::vector<std::string> differences = dump_differences(got, wanted);
  if (differences.empty()) return {};
  const auto again = [](const std::string& dump) {
    std::string script;
    for (std::size_t at = 0; at < dump.size();) {
      const std::size_t end = std::min(dump.find('\n', at), dump.size() - 1) + 1;
      // A newer pg_dump says this to an older server, whose psql would go on.
      const bool unknown = dump.compare(at, 24, "SET transaction_timeout ") == 0;
      if (dump[at] != '\\' && !unknown) script += dump.substr(at, end - at);
      at = end;
    }
    const bool makes_public = script.find("\nCREATE SCHEMA public;") != std::string::npos;
    return Store({makes_public ? "DROP SCHEMA public" : "", script}).dump();
  };
  try {
    if (dump_differences(again(got), again(wanted)).empty()) return {};
  } catch (const pgplumb::Error& error) {
    differences.push_back(std::string("and loading the dumps again failed: ") + error.what());
  }
  return differences;
}

}  // namespace

Store::Store(const std::vector<std::string>& scripts) {
  {
    const std::scoped_lock lock(server_mutex);
    name_ = server().create_database();
    url_ = server().url(name_);
  }
  Connection connection(url_, pgplumb::postgres::SettingsOf::database);
  for (const std::string& script : scripts) connection.execute(script);
}

Store::~Store() {
  const std::scoped_lock lock(server_mutex);
  try {
    server().drop_database(name_);
  } catch (const pgplumb::Error& error) {
    fmt::print(stderr, "test database {} was not dropped: {}\n", name_, error.what());
  }
}

std::string Store::dump() const {
  static const bool can = can_dump(server().major_version());
  return can ? dump_schema(url_) : std::string();
}

Catalog Store::catalog() const {
  Connection connection(url_, pgplumb::postgres::SettingsOf::database);
  pgplumb::catalog::Projection projection;
  projection.owners = true;
  projection.privileges = true;
  return pgplumb::catalog::project(pgplumb::sources::read_catalog(connection), projection).catalog;
}

std::string Store::ask(const std::string& query) const {
  Connection connection(url_, pgplumb::postgres::SettingsOf::database);
  const auto rows = connection.execute(query).rows;
  return rows.empty() || rows[0].empty() ? std::string() : rows[0][0].value_or(std::string());
}

bool Store::is_plain(const std::string& relation) const {
  Connection connection(url_, pgplumb::postgres::SettingsOf::database);
  return !connection
              .query(
                  "SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND "
                  "'table ' || n.nspname || '.' || c.relname = $1",
                  {relation})
              .rows.empty();
}

std::map<std::string, std::string> Store::row_counts() const {
  return test::row_counts(url_);
}

std::map<std::string, std::string> row_counts(const std::string& url) {
  Connection connection(url, pgplumb::postgres::SettingsOf::database);
  std::map<std::string, std::string> counts;
  const auto tables = connection.execute(
      "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = "
      "c.relnamespace "
      "WHERE c.relkind = 'r' AND c.oid >= 16384 AND n.nspname !~ '^pg_'");
  for (const auto& row : tables.rows)
    counts[*row[0]] = connection.execute("SELECT count(*) FROM ONLY " + *row[0]).rows[0][0].value_or("");
  return counts;
}

namespace {

constexpr const char* numbered_columns =
    "SELECT c.column_is, min(c.sequence::regclass::text), count(DISTINCT c.sequence) FROM ("
    "SELECT d.refobjid || '.' || d.refobjsubid AS column_is, d.objid AS sequence FROM pg_depend d "
    "WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') "
    "UNION SELECT a.adrelid || '.' || a.adnum, d.refobjid FROM pg_depend d JOIN pg_attrdef a ON a.oid = d.objid "
    "WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass) c "
    "JOIN pg_sequence s ON s.seqrelid = c.sequence GROUP BY 1";

}  // namespace

std::map<std::string, Store::Next> Store::next_values() const {
  Connection connection(url_, pgplumb::postgres::SettingsOf::database);
  std::map<std::string, Next> values;
  for (const auto& row : connection.execute(numbered_columns).rows) {
    if (row[2] != "1") continue;  // owned by one column and asked by another: which is which is not said
    const auto found = connection
                           .execute(
                               "SELECT CASE WHEN is_called THEN last_value + seqincrement ELSE last_value "
                               "END, CASE WHEN is_called THEN seqincrement ELSE 0 END, seqmin, seqmax FROM " +
                               *row[1] + ", pg_sequence WHERE seqrelid = '" + *row[1] + "'::regclass")
                           .rows.at(0);
    values[*row[0]] = {std::stoll(*found[0]), std::stoll(*found[1]), std::stoll(*found[2]), std::stoll(*found[3])};
  }
  return values;
}

void Store::use_sequences() const {
  Connection connection(url_, pgplumb::postgres::SettingsOf::database);
  const auto unused = connection.execute(
      "SELECT s.seqrelid::regclass FROM pg_sequence s WHERE pg_sequence_last_value(s.seqrelid) IS NULL");
  for (const auto& row : unused.rows)
    connection.execute("DO $$BEGIN PERFORM nextval('" + *row[0] +
                       "') FROM generate_series(1, 3); "
                       "EXCEPTION WHEN sequence_generator_limit_exceeded THEN NULL; END$$");
}

Likeness likeness(const Store& store) {
  return {store.dump(), store.catalog()};
}

SchemaFile::SchemaFile(const std::string& text) {
  static std::atomic<int> count{0};
  path_ =
      (std::filesystem::temp_directory_path() / fmt::format("pgplumb-test-{}-{}.sql", ::getpid(), ++count)).string();
  std::ofstream(path_, std::ios::binary) << text;
}

SchemaFile::~SchemaFile() {
  std::filesystem::remove(path_);
}

PlanResult plan_to(const Store& store, const std::string& schema_path, bool online) {
  pgplumb::PlanRequest request;
  request.connection = store.url();
  request.settings = settings_for(schema_path);
  request.settings.online = request.settings.expand = online;
  request.check_rows = true;
  // Where nothing is destroyed, guards keep the values.
  try {
    return pgplumb::make_plan(request);
  } catch (const pgplumb::DiagnosedError& refusal) {
    if (refusal.exit_code() != pgplumb::ExitCode::refused) throw;
  }
  request.allow_destroy = {"*"};
  return pgplumb::make_plan(request);
}

void apply_to(const Store& store, const PlanResult& plan) {
  pgplumb::ApplyRequest request;
  request.connection = store.url();
  request.settings.journal = pgplumb::JournalSetting::off;
  request.text = plan.text;
  request.file = "plan.sql";
  (void)pgplumb::apply_plan(request);
}

std::vector<std::string> converge(const Store& store, const Likeness& wanted, const std::string& schema_path,
                                  const std::function<void(const PlanResult&)>& planned, bool online) {
  std::vector<std::string> complaints;
  store.use_sequences();
  const PlanResult plan = plan_to(store, schema_path, online);
  if (planned) planned(plan);
  const auto rows = store.row_counts();
  const auto next = store.next_values();
  apply_to(store, plan);
  const auto& lost = plan.plan.destroys;
  for (const auto& [table, count] : store.row_counts()) {
    const auto had = rows.find(table);
    if (had != rows.end() && had->second != count &&
        std::find(lost.begin(), lost.end(), "table " + table) == lost.end())
      complaints.push_back(fmt::format("table {} had {} rows and has {}", table, had->second, count));
  }
  const bool told = std::any_of(lost.begin(), lost.end(),
                                [](const std::string& one) { return one.find("position of ") != std::string::npos; });
  for (const auto& [column, now] : store.next_values()) {
    const auto had = next.find(column);
    if (told || had == next.end() || had->second.value < now.minimum || had->second.value > now.maximum) continue;
    if (had->second.value != now.value && had->second.value - had->second.step != now.value - now.step)
      complaints.push_back(
          fmt::format("the next number of column {} was {} and is {}", column, had->second.value, now.value));
  }
  for (std::string& line : dumps_differ(store.dump(), wanted.dump)) complaints.push_back("by pg_dump: " + line);
  for (std::string& line : catalog_differences(store.catalog(), wanted.catalog)) complaints.push_back(std::move(line));
  const PlanResult second = plan_to(store, schema_path);
  if (!second.plan.empty()) complaints.push_back("the second plan is not empty:\n" + second.text);
  return complaints;
}

std::string explain(const std::exception& error) {
  std::string text = error.what();
  if (const auto* ours = dynamic_cast<const pgplumb::Error*>(&error); ours != nullptr && !ours->hint().empty())
    text += "\n    hint: " + ours->hint();
  if (const auto* server = dynamic_cast<const pgplumb::ServerError*>(&error))
    text += "\n    statement: " + server->report().statement.substr(0, 2000);
  if (const auto* diagnosed = dynamic_cast<const pgplumb::DiagnosedError*>(&error))
    for (const pgplumb::Diagnostic& diagnostic : diagnosed->diagnostics()) text += "\n    " + to_string(diagnostic);
  return text;
}

}  // namespace test
