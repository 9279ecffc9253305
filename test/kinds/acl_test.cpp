#include "kinds/acl.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::kinds;

namespace {

std::vector<std::string> texts(const std::vector<pgplumb::catalog::Sql>& statements) {
  std::vector<std::string> list;
  for (const auto& statement : statements) list.push_back(statement.text);
  return list;
}

GrantTarget on_table() {
  return {"", "TABLE app.users", "", "alice", all_privileges("table", 150000)};
}

Acl list(const std::vector<std::string>& entries) {
  return from_entries(entries, "table", 150000);
}

}  // namespace

TEST_CASE("an aclitem is read with its owner put aside, options kept and names quoted") {
  const Acl acl =
      parse_aclitems({"alice=arwdDxt/alice", "\"the \"\"reader\"\"\"=r*w/alice", "=r/alice", "bob=a/carol"}, "alice");
  CHECK(to_entries(acl) == std::vector<std::string>{"\"the \"\"reader\"\"\"=SELECT*,UPDATE",
                                                    "<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER",
                                                    "PUBLIC=SELECT", "bob=INSERT/carol"});
}

TEST_CASE("entries are read back as they were written, whatever the roles are called") {
  const Acl acl = parse_aclitems({"\"a=b/c\"=rw*/alice", "\"PUBLIC\"=r/\"d,e\"", "\"<owner>\"=x/alice"}, "alice");
  CHECK(from_entries(to_entries(acl), "table", 150000) == acl);
  CHECK(acl.size() == 3);
}

TEST_CASE("an empty field is the built-in default, and a list without anybody is not") {
  CHECK(from_entries({}, "function", 150000) == built_in_acl("function", 150000));
  CHECK(to_entries({}) == std::vector<std::string>{"<owner>="});
  CHECK(from_entries(to_entries({}), "function", 150000).empty());
}

TEST_CASE("only the difference is revoked and granted, REVOKE first") {
  const Acl from = list({"bob=SELECT,INSERT*", "carol=SELECT"});
  const Acl to = list({"bob=SELECT*,INSERT", "dave=DELETE"});
  CHECK(texts(change_acl(on_table(), from, from, to)) ==
        std::vector<std::string>{
            "REVOKE SELECT ON TABLE app.users FROM carol", "REVOKE GRANT OPTION FOR INSERT ON TABLE app.users FROM bob",
            "GRANT SELECT ON TABLE app.users TO bob WITH GRANT OPTION", "GRANT DELETE ON TABLE app.users TO dave"});
}

TEST_CASE("what may be there is revoked unless wanted, what is not surely there is granted") {
  CHECK(
      texts(change_acl(on_table(), {}, list({"bob=SELECT,INSERT"}), list({"bob=SELECT"}))) ==
      std::vector<std::string>{"REVOKE INSERT ON TABLE app.users FROM bob", "GRANT SELECT ON TABLE app.users TO bob"});
}

TEST_CASE("the owner stands for a role in statements only") {
  CHECK(texts(change_acl(on_table(), {}, {}, list({"<owner>=SELECT"}))) ==
        std::vector<std::string>{"GRANT SELECT ON TABLE app.users TO alice"});
}

TEST_CASE("what another granted is granted by that other, after the owner's grants that it rests on") {
  CHECK(texts(change_acl(on_table(), {}, {}, list({"bob=SELECT*", "carol=SELECT/bob"}))) ==
        std::vector<std::string>{"GRANT SELECT ON TABLE app.users TO bob WITH GRANT OPTION", "SET LOCAL ROLE bob",
                                 "GRANT SELECT ON TABLE app.users TO carol", "RESET ROLE"});
}

TEST_CASE("a new owner's own entries join those of the owner") {
  CHECK(owned_by(list({"<owner>=SELECT", "bob=INSERT*", "carol=SELECT/bob"}), "bob") ==
        list({"<owner>=SELECT,INSERT*", "carol=SELECT"}));
}
