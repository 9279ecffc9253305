#include "faults/subject.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/error.hpp"
#include "convergence.hpp"
#include "dump.hpp"
#include "postgres/connection.hpp"

namespace test {

using pgplumb::postgres::Connection;

namespace {

constexpr const char* log_table = "CREATE TABLE public.faults_log (entry text);\n";

// The entries say how often they may be made: "once" in a transaction of its own, the others again after a fault.
constexpr const char* sections =
    "-- pgplumb:manual \"before\" phase=before run=once\nINSERT INTO public.faults_log VALUES ('once before');\n"
    "-- pgplumb:end manual\n"
    "-- pgplumb:manual \"apart\" phase=before run=once transaction=off\n"
    "INSERT INTO public.faults_log VALUES ('apart 1');\nINSERT INTO public.faults_log VALUES ('apart 2');\n"
    "-- pgplumb:end manual\n"
    "-- pgplumb:manual \"changed\" run=changed\nINSERT INTO public.faults_log VALUES ('once after');\n"
    "-- pgplumb:end manual\n"
    "-- pgplumb:manual \"always\" run=always\nINSERT INTO public.faults_log VALUES ('always');\n"
    "-- pgplumb:end manual\n";

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string text_of(const std::map<std::string, std::string>& rows) {
  std::string text;
  for (const auto& [table, count] : rows) text += table + " " + count + ", ";
  return text;
}

constexpr const char* columns_of_tables =
    "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(a.attname) FROM pg_attribute a "
    "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped";

// Without a search_path: what they call is written so.
std::map<std::string, Values> values_in(Connection& connection, const std::map<std::string, std::string>& tables) {
  std::map<std::string, Values> values;
  for (const auto& row : connection.execute(columns_of_tables).rows) {
    if (const auto table = tables.find(*row[0]); table == tables.end() || table->second == "0") continue;
    const auto found = connection
                           .execute("SELECT count(v), md5(string_agg(v, ',' ORDER BY v COLLATE \"C\")) FROM (SELECT " +
                                    *row[1] + "::text AS v FROM ONLY " + *row[0] + ") AS c")
                           .rows[0];
    values[*row[0] + "." + *row[1]] = {*found[0], found[1].value_or("")};
  }
  return values;
}

}  // namespace

const std::vector<Way>& ways() {
  static const std::vector<Way> list = {{"plain"},
                                        {"online", true},
                                        {"no proof", true, false},
                                        {"sections", true, true, true},
                                        {"sections, no proof", true, false, true}};
  return list;
}

const std::vector<Way>& online_ways() {
  static const std::vector<Way> list = {{"plain"}, {"online", true}, {"expand", true, true, false, true}};
  return list;
}

Subject::Subject(const Cluster& cluster, const GalleryCase& one, const Way& way)
    : name_(one.name + ", " + way.name),
      folder_("/tmp/pgplumb-faults-XXXXXX"),
      old_((way.sections ? log_table : "") + one.old_sql + "\n;" + one.seed_sql),
      way_(way),
      scratch_(cluster.url("template1")) {
  if (::mkdtemp(folder_.data()) == nullptr) throw pgplumb::Error("no folder for a plan could be made");
  write(folder_ + "/schema.sql", (way.sections ? log_table : "") + one.new_sql + "\n" + (way.sections ? sections : ""));
  file_ = folder_ + "/faults.plan.sql";
  const std::string database = cluster.create_database();
  prepare(cluster.url(database));
  before_ = outcome(cluster.url(database));
  const pgplumb::plan::Plan plan = write_plan(cluster.url(database), file_).plan;
  for (const auto& batch : plan.batches)
    for (const auto& step : batch.steps)
      statements_.insert(statements_.end(), step.statements.begin(), step.statements.end());
  std::sort(statements_.begin(), statements_.end());
  cluster.drop_database(database);
}

Subject::~Subject() {
  std::filesystem::remove_all(folder_);
}

void Subject::prepare(const std::string& url) const {
  Connection(url, pgplumb::postgres::SettingsOf::database).execute(old_);
}

pgplumb::PlanResult Subject::write_plan(const std::string& url, const std::string& file) const {
  pgplumb::PlanRequest request;
  request.connection = url;
  request.settings.schema = {folder_ + "/schema.sql"};
  request.settings.owners = pgplumb::Managed::on;
  request.settings.privileges = pgplumb::Managed::on;
  request.settings.scratch = scratch_;
  request.settings.allow_superuser = true;
  request.settings.online = way_.online;
  request.settings.expand = way_.expand;
  request.prove = way_.proved;
  request.allow_destroy = {"*"};
  pgplumb::PlanResult result = pgplumb::make_plan(request);
  write(file, result.text);
  return result;
}

std::string Subject::plan_again(const std::string& url) const {
  std::string file = file_ + "-" + std::to_string(std::hash<std::string>()(url)) + ".plan.sql";
  (void)write_plan(url, file);
  return file;
}

Outcome Subject::outcome(const std::string& url) const {
  Outcome outcome;
  outcome.dump = dump_schema(url, "-N pgplumb");
  outcome.rows = row_counts(url);
  std::erase_if(outcome.rows, [](const auto& table) {
    return table.first.starts_with("pgplumb.") || table.first.ends_with("faults_log");
  });
  Connection connection(url);
  outcome.values = values_in(connection, outcome.rows);
  const auto unlogged = connection.execute(
      "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = "
      "c.relnamespace WHERE c.relkind = 'r' AND c.relpersistence = 'u'");
  for (const auto& row : unlogged.rows) outcome.unlogged.insert(*row[0]);
  if (way_.sections)
    for (const auto& row : connection.execute("SELECT entry, count(*) FROM public.faults_log GROUP BY 1").rows)
      outcome.log[*row[0]] = std::stoi(*row[1]);
  return outcome;
}

std::vector<std::string> Subject::complaints(Outcome got, Outcome wanted, bool crashed) const {
  if (crashed) {
    for (const auto* tables : {&before_.unlogged, &std::as_const(wanted).unlogged}) {
      for (const std::string& table : *tables) {
        got.rows.erase(table);
        wanted.rows.erase(table);
        std::erase_if(wanted.values, [&](const auto& column) { return column.first.starts_with(table + "."); });
      }
    }
  }
  std::vector<std::string> found = dump_differences(got.dump, wanted.dump);
  if (got.rows != wanted.rows) found.push_back("rows: " + text_of(got.rows) + "not " + text_of(wanted.rows));
  for (const auto& [column, values] : wanted.values) {
    // What a new column is filled with may be another thing each time; what was there before is not.
    const Values& kept = got.values[column];
    if (kept.count != values.count || (before_.values.contains(column) && kept.hash != values.hash))
      found.push_back("values of " + column + ": " + kept.count + " are there, not these " + values.count);
  }
  for (const auto& [entry, count] : wanted.log) {
    const auto at = got.log.find(entry);
    if (at == got.log.end())
      found.push_back("the section of \"" + entry + "\" never ran");
    else if (entry.starts_with("once") && at->second != count)
      found.push_back("\"" + entry + "\" was made " + std::to_string(at->second) + " times");
  }
  return found;
}

}  // namespace test
