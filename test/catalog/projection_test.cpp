#include "catalog/projection.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "catalog/sample_kind.hpp"

using pgplumb::catalog::Catalog;
using pgplumb::catalog::Facet;
using pgplumb::catalog::matches;
using pgplumb::catalog::project;
using pgplumb::catalog::Projection;
using pgplumb::test::sample;
using pgplumb::test::SampleKind;

namespace {

const SampleKind space("space", true);
const SampleKind thing("thing");
const SampleKind part("part");
const SampleKind keeper("keeper", false, Facet::owners);
const SampleKind right("right", false, Facet::privileges);

Catalog small_catalog() {
  return Catalog(
      {
          sample(space, {"app"}),                               // 0
          sample(space, {"auth"}),                              // 1
          sample(thing, {"app", "users"}, 0),                   // 2
          sample(part, {"app", "users", "email"}, 2),           // 3
          sample(thing, {"auth", "users"}, 1),                  // 4
          sample(part, {"auth", "users", "id"}, 4),             // 5
          sample(keeper, {"thing", "app", "users"}, 2),         // 6
          sample(right, {"part", "app", "users", "email"}, 3),  // 7
          sample(keeper, {"thing", "auth", "users"}, 4),        // 8
          sample(thing, {"citext"}),                            // 9: belongs to no schema
          sample(thing, {"app", "tmp_1"}, 0),                   // 10
          sample(part, {"app", "tmp_1", "id"}, 10),             // 11
      },
      {});
}

std::vector<std::string> names(const Catalog& catalog) {
  std::vector<std::string> list;
  for (const auto& object : catalog.objects()) list.push_back(to_string(object.id));
  return list;
}

using Names = std::vector<std::string>;
using Hidden = std::map<std::string, int>;

}  // namespace

TEST_CASE("a projection without rules hides owners and privileges only, and counts them") {
  const auto projected = project(small_catalog(), {});
  CHECK(names(projected.catalog) == Names{"part app.tmp_1.id", "part app.users.email", "part auth.users.id",
                                          "space app", "space auth", "thing app.tmp_1", "thing app.users",
                                          "thing auth.users", "thing citext"});
  CHECK(projected.hidden == Hidden{{"owners", 2}, {"privileges", 1}});
}

TEST_CASE("managed schemas hide what is in the others, whatever hangs on it, and leave what is in no schema") {
  Projection projection;
  projection.schemas = {"ap?"};
  projection.owners = projection.privileges = true;
  const auto projected = project(small_catalog(), projection);
  CHECK(names(projected.catalog) == Names{"keeper thing.app.users", "part app.tmp_1.id", "part app.users.email",
                                          "right part.app.users.email", "space app", "thing app.tmp_1",
                                          "thing app.users", "thing citext"});
  CHECK(projected.hidden == Hidden{{"schema auth", 4}});
}

TEST_CASE("an excluded schema is hidden although the list of managed ones has it") {
  Projection projection;
  projection.schemas = {"*"};
  projection.excluded_schemas = {"app"};
  CHECK(names(project(small_catalog(), projection).catalog) ==
        Names{"part auth.users.id", "space auth", "thing auth.users", "thing citext"});
}

TEST_CASE("an ignore rule hides an object with its parts and says how many") {
  Projection projection;
  projection.ignore = {{"thing", "app.tmp_*"}, {"*", "cit*"}};
  const auto projected = project(small_catalog(), projection);
  CHECK(names(projected.catalog) == Names{"part app.users.email", "part auth.users.id", "space app", "space auth",
                                          "thing app.users", "thing auth.users"});
  CHECK(projected.hidden ==
        Hidden{{"ignore rule *:cit*", 1}, {"ignore rule thing:app.tmp_*", 2}, {"owners", 2}, {"privileges", 1}});
}

TEST_CASE("parents of what is kept point at the same objects as before") {
  Projection projection;
  projection.excluded_schemas = {"auth"};
  const auto projected = project(small_catalog(), projection);
  const auto* email = projected.catalog.find({&part, {"app", "users", "email"}});
  REQUIRE(email != nullptr);
  CHECK(to_string(projected.catalog.parent_of(*email)->id) == "thing app.users");
}

TEST_CASE("globs know * and ? and take every other character for itself") {
  CHECK(matches("", ""));
  CHECK(matches("*", ""));
  CHECK(matches("a*c*e", "abcde"));
  CHECK(matches("*tmp*", "app.tmp_x"));
  CHECK(matches("?", "ü"));
  CHECK(matches("f(?)", "f(x)"));
  CHECK_FALSE(matches("f(?)", "f()"));
  CHECK_FALSE(matches("a*c", "abcd"));
  CHECK_FALSE(matches("a.c", "abc"));
  CHECK_FALSE(matches("[ab]", "a"));
  CHECK_FALSE(matches("", "a"));
}

TEST_CASE("a projection is written as one line and read back the same") {
  CHECK(Projection{}.to_line() == "schemas=*; owners=off; privileges=off");
  Projection projection;
  projection.schemas = {"app", "web_*"};
  projection.ignore = {{"thing", "app.tmp_*"}, {"function", "app.f(integer, text)"}};
  projection.privileges = true;
  CHECK(projection.to_line() ==
        "schemas=app, web_*; ignore=thing:app.tmp_*, \"function:app.f(integer, text)\"; owners=off; privileges=on");
  CHECK(Projection::from_line(projection.to_line()) == projection);

  Projection hostile;
  hostile.schemas = {"*"};
  hostile.excluded_schemas = {"a\"b\\x41", "; owners=on", "line\nbreak\r\x01\x7f", "", " blank ", "schön", "\\"};
  hostile.ignore = {{"*", "a:b=c"}};
  hostile.owners = true;
  CHECK(hostile.to_line().find('\n') == std::string::npos);
  CHECK(Projection::from_line(hostile.to_line()) == hostile);
}

TEST_CASE("a line that is no projection is refused") {
  for (const char* line : {"schemas", "schemas=", "colour=on", "owners=maybe", "schemas=*;owners=on", "schemas=\"app",
                           "ignore=tmp", "schemas=\"\\x4\""})
    CHECK_THROWS_AS(Projection::from_line(line), pgplumb::Error);
}

TEST_CASE("guests are managed although their schema is not, with what is part of them, and stand alone") {
  Projection projection;
  projection.excluded_schemas = {"auth"};
  projection.guests = {{"thing", "auth.*"}};
  const auto projected = project(small_catalog(), projection);
  CHECK(projected.catalog.find({&space, {"auth"}}) == nullptr);
  const auto* guest = projected.catalog.find({&thing, {"auth", "users"}});
  REQUIRE(guest != nullptr);
  CHECK(projected.catalog.parent_of(*guest) == nullptr);
  CHECK(projected.catalog.find({&part, {"auth", "users", "id"}}) != nullptr);
  CHECK(projected.hidden == Hidden{{"owners", 2}, {"privileges", 1}, {"schema auth", 1}});
  // Once more it is the same: nothing has to be known of what was left out.
  CHECK(names(project(projected.catalog, projection).catalog) == names(projected.catalog));
}

TEST_CASE("an outward guest needs something outside of its schema") {
  auto objects = small_catalog().objects();
  const auto at = [&](const char* schema, const char* name) {
    return small_catalog().index_of({&thing, {schema, name}});
  };
  objects[at("auth", "users")].dependencies = {at("app", "users")};
  Projection projection;
  projection.excluded_schemas = {"auth"};
  projection.outward_guests = {{"thing", "auth.*"}, {"part", "auth.*"}};
  const auto projected = project(Catalog(objects, {}), projection);
  CHECK(projected.catalog.find({&thing, {"auth", "users"}}) != nullptr);
  objects[at("auth", "users")].dependencies.clear();
  CHECK(project(Catalog(objects, {}), projection).catalog.find({&thing, {"auth", "users"}}) == nullptr);
}

TEST_CASE("rules for guests are in the line of a plan's header and come back from it") {
  Projection projection;
  projection.guests = {{"policy", "storage.*"}};
  projection.outward_guests = {{"trigger", "auth.*"}, {"trigger", "a, b"}};
  CHECK(projection.to_line() ==
        "schemas=*; guests=policy:storage.*; outward=trigger:auth.*, \"trigger:a, b\"; owners=off; privileges=off");
  CHECK(Projection::from_line(projection.to_line()) == projection);
}
