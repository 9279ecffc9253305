#include "commands/named_roles.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using pgplumb::Diagnostic;

namespace {

std::vector<std::string> warned(const test::Database& database, const std::string& schema,
                                const std::string& connection = "") {
  const test::Project project;
  project.write("schema.sql", schema);
  pgplumb::PlanRequest request;
  request.connection = connection.empty() ? database.url() : connection;
  request.settings = project.settings();
  std::vector<std::string> messages;
  for (const Diagnostic& one : make_plan(request).warnings)
    if (one.code == "unknown-role" || one.code == "owner-out-of-reach") messages.push_back(one.message);
  return messages;
}

using Messages = std::vector<std::string>;

}  // namespace

TEST_CASE("a plan tells of the roles that the cluster lacks, once each") {
  test::Database database;
  CHECK(
      warned(database,
             "CREATE TABLE t (a int); CREATE TABLE u (a int); GRANT SELECT ON t, u TO nobody_here, PUBLIC; ALTER TABLE "
             "u OWNER TO \"Nobody Else\";") ==
      Messages{"step 4 will fail: it names the role \"Nobody Else\", which this cluster lacks",
               "step 2 will fail: it names the role nobody_here, which this cluster lacks"});
}

TEST_CASE("a plan tells of owners that whoever applies may not hand over to") {
  test::Database database;
  test::server().maintenance().execute(
      "DROP ROLE IF EXISTS handing; DROP ROLE IF EXISTS far_owner; DROP ROLE IF EXISTS near_owner; CREATE ROLE handing "
      "LOGIN; CREATE ROLE far_owner; CREATE ROLE near_owner; GRANT near_owner TO handing");
  database.execute("GRANT CREATE ON SCHEMA public TO handing, near_owner, far_owner");
  const std::string url = database.url() + (database.url().find('?') == std::string::npos ? "?" : "&") + "user=handing";
  CHECK(warned(database, "CREATE TABLE t (a int); ALTER TABLE t OWNER TO near_owner;", url).empty());
  CHECK(warned(database, "CREATE TABLE t (a int); ALTER TABLE t OWNER TO far_owner;", url) ==
        Messages{"step 2 will fail for handing: it hands over to far_owner, whom handing may not become"});
  CHECK(warned(database, "CREATE TABLE t (a int); ALTER TABLE t OWNER TO far_owner;").empty());
  database.execute("DROP OWNED BY handing, near_owner, far_owner");
  test::server().maintenance().execute("DROP ROLE handing; DROP ROLE far_owner; DROP ROLE near_owner");
}
