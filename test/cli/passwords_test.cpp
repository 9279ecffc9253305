// Connection strings in forms that PostgreSQL does not know, in every place where one may be written: the password is
// shown nowhere.

#include <doctest/doctest.h>

#include "cli/run.hpp"
#include "pgplumb/error.hpp"
#include "postgres/connection.hpp"
#include "postgres/conninfo.hpp"
#include "server.hpp"

namespace {

const char* const forms[] = {"mysql://u:s3cretpw@h.invalid/d",
                             "postgresql+psycopg://u:s3cretpw@h.invalid/d",
                             "postgres+asyncpg://u:s3cretpw@h.invalid:5432/d?ssl=require",
                             "u:s3cretpw@h.invalid/d",
                             "u:s3cretpw@h.invalid/d?sslmode=require",
                             "jdbc:postgresql://h.invalid/d?user=u&password=s3cretpw",
                             "psql://u:s3cretpw@h.invalid/d",
                             "POSTGRESQL://u:s3cretpw@h.invalid/d",
                             "sqlserver://h.invalid;user=u;password=s3cretpw",
                             "postgresql:/u:s3cretpw@h.invalid/d",
                             "//u:s3cretpw@h.invalid/d",
                             "h.invalid:5432:d:u:s3cretpw",
                             " postgresql://u:s3cretpw@h.invalid/d",
                             "mysql://u:p@/s3cretpw@h.invalid/d",
                             "dbname=postgresql://u:s3cretpw@h.invalid/d",
                             "host=postgresql://u:s3cretpw@h.invalid/d",
                             "user=u:s3cretpw@h.invalid dbname=d"};

struct Way {
  std::string arguments;          ///< %: the form as one word of a shell
  std::string environment;        ///< the same; written before the command
  std::string toml;               ///< %: the form between quotes
  bool takes_connections = true;  ///< and so names the right form
};

const Way ways[] = {
    {"plan --url %", "", ""},
    {"plan --json --url %", "", ""},
    {"check --url %", "", ""},
    {"export --url %", "", ""},
    {"render --url %", "", ""},
    {"history --url %", "", ""},
    {"drift --url %", "", ""},
    {"drift --format prometheus --url %", "", ""},
    {"drift --format junit --url %", "", ""},
    {"drift --format sarif --url %", "", ""},
    {"drift --target % --target %", "", "", false},
    {"drift --format prometheus --target % --target %", "", "", false},
    {"drift --format markdown --targets targets", "", "", false},
    {"drift --json --targets targets", "", "", false},
    {"init --yes --url %", "", ""},
    {"plan", "DATABASE_URL=%", ""},
    {"plan --env staging", "STAGING=%", "[env.staging]\nenv = \"STAGING\"\n"},
    {"plan --env staging", "", "[env.staging]\nurl = \"%\"\n", false},
    {"plan --json --env staging", "", "[env.staging]\nurl = \"%\"\n", false},
    {"plan --env staging", "", "[env.staging]\nenv = \"%\"\n", false},
    {"plan", "", "scratch = \"%\"\n", false},
    {"plan --url LIVE --scratch %", "", ""},
    {"drift --url LIVE --scratch %", "", ""},
    {"scratch --scratch % -- true", "", ""},
    {"plan", "PGDATABASE=%", "", false},
    {"check --json", "PGDATABASE=%", "", false},
    {"plan", "PGHOST=%", "", false},
    {"plan", "PGUSER=%", "", false},
    {"plan", "PGPORT=%", "", false},
    {"history --json", "DATABASE_URL=%", ""},
    {"check --models models --url %", "", ""},
    {"check --url LIVE --models %", "", "", false},
    {"drift --url LIVE --baseline %", "", "", false},
    {"plan", "SUPABASE_URL=%", "", false},
    {"plan --url LIVE --to %", "", "", false},
    {"drift --url LIVE --snapshot %", "", "", false},
    {"drift --json --url LIVE --snapshot %", "", "", false},
    {"plan --url LIVE --schema %", "", "", false},
    {"plan --env %", "", "", false},
    {"render %", "", "", false},
    {"apply %", "", "", false},
    {"show %", "", "", false},
    {"plan %", "", "", false},
    {"%", "", "", false},
};

std::string filled(std::string text, const std::string& form) {
  for (std::size_t at = 0; (at = text.find('%', at)) != std::string::npos; at += form.size()) text.replace(at, 1, form);
  return text;
}

}  // namespace

TEST_CASE("a connection string of a form that PostgreSQL does not know is refused wherever it stands, unshown") {
  test::Database database;
  for (const std::string form : forms) {
    // A line of ~/.pgpass looks like nothing in particular where something else is wanted.
    const bool is_line = form.find_first_of("@=/") == std::string::npos;
    for (const Way& way : ways) {
      if (is_line && !way.takes_connections) continue;
      CAPTURE(form);
      CAPTURE(way.arguments);
      CAPTURE(way.environment);
      CAPTURE(way.toml);
      test::Project project;
      project.write("schema.sql", "CREATE TABLE t (i int);\n");
      project.write("plan.sql", "-- pgplumb plan 1\n");
      project.write("models/t.json", R"({"title": "T", "type": "object", "properties": {"i": {"type": "integer"}}})");
      project.write("targets", form + "\n" + form + "\n");
      if (!way.toml.empty()) project.write("pgplumb.toml", filled(way.toml, form));
      const std::string word = test::quoted(form);
      std::string arguments = filled(way.arguments, word);
      if (const auto live = arguments.find("LIVE"); live != std::string::npos)
        arguments.replace(live, 4, test::quoted(database.url()));
      const test::Run run = test::run(project, arguments, filled(way.environment, word));
      const std::string said = run.output + run.errors;
      CAPTURE(said);
      CHECK(said.find("s3cretpw") == std::string::npos);
      CHECK(run.exit_code == 1);
      if (way.takes_connections)
        CHECK((said.find("postgresql://user:password@host:port/database") != std::string::npos ||
               said.find("dbname=... host=... user=...") != std::string::npos ||
               said.find("host=... port=... dbname=...") != std::string::npos));
      for (const std::string variable : {"DATABASE_URL", "STAGING"})
        if (way.takes_connections && way.environment == variable + "=%")
          CHECK(said.find(variable + ": the ") != std::string::npos);
      if (way.takes_connections && way.arguments.find("--scratch %") != std::string::npos)
        CHECK(said.find("--scratch: the ") != std::string::npos);
    }
  }
}

TEST_CASE("the .env file is as any other way in") {
  test::Project project;
  project.write("schema.sql", "CREATE TABLE t (i int);\n");
  project.write(".env", "DATABASE_URL='mysql://u:s3cretpw@h.invalid/d'\n");
  const test::Run run = test::run(project, "plan --json");
  CHECK(run.exit_code == 1);
  CHECK((run.output + run.errors).find("s3cretpw") == std::string::npos);
  CHECK(run.output.find("neither a URL of PostgreSQL's nor the name of a database") != std::string::npos);
}
