// Policy over real plans: a lock that a step takes is held while later steps of its transaction read or write.

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "pgplumb/settings.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

const std::string before =
    "CREATE TABLE public.customers (id integer PRIMARY KEY, name text);\n"
    "CREATE INDEX customers_name ON public.customers (name);\n"
    "CREATE TABLE public.orders (id integer PRIMARY KEY, customer integer, amount integer);\n";

struct Case {
  std::string told;
  std::string after;
  const char* rule;
  const char* table;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

/// What policy says of the plan; "" if it lets it through.
std::string refusal(test::Database& database, const Case& one, bool online) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", one.after)};
  request.settings.online = online;
  request.settings.policy =
      parse_settings(std::string("[policy]\ndeny = [\"") + one.rule + ":table public." + one.table + "\"]\n",
                     "pgplumb.toml")
          .policy;
  try {
    (void)make_plan(request);
    return {};
  } catch (const DiagnosedError& error) {
    REQUIRE(error.exit_code() == ExitCode::refused);
    return error.diagnostics().front().message;
  }
}

}  // namespace

TEST_CASE("a plan is denied for what a table waits for, whichever step of its transaction is slow, and online is not") {
  const std::string column = replaced(before, "name text", "name text, city text");
  test::Database database;
  database.execute(before + "INSERT INTO public.customers VALUES (1, 'a'); INSERT INTO public.orders VALUES (1, 1, 1)");
  for (const Case& one : std::vector<Case>{
           {"a column beside a view that reads for long",
            column + "CREATE MATERIALIZED VIEW public.sums AS SELECT c.city, o.amount FROM public.orders o JOIN "
                     "public.customers c ON c.id = o.customer;\n",
            "blocks-reads", "customers"},
           {"a column beside another table's rewrite", replaced(column, "amount integer", "amount bigint"),
            "blocks-reads", "customers"},
           // Its predecessor stays meanwhile, so that readers do not wait.
           {"an index that is replaced", replaced(before, "(name)", "(name, id)"), "blocks-writes", "customers"},
           {"the table that a foreign key points at",
            before + "ALTER TABLE public.orders ADD FOREIGN KEY (customer) REFERENCES public.customers;\n",
            "blocks-writes", "customers"}}) {
    CAPTURE(one.told);
    const std::string told = refusal(database, one, false);
    CHECK(told.find("table public.customers") != std::string::npos);
    CHECK(told.find(std::string("which policy denies: \"") + one.rule + ":table public.customers\"") !=
          std::string::npos);
    CHECK(refusal(database, one, true).empty());
  }
}
