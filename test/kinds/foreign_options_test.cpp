#include "kinds/foreign_options.hpp"

#include <doctest/doctest.h>

#include "catalog/object.hpp"

using namespace pgplumb::kinds;

TEST_CASE("what a server or mapping logs in with is shown to nobody") {
  const auto shown = [](const std::string& option) {
    return pgplumb::catalog::to_text(std::vector<std::string>{"host=h", option});
  };
  CHECK(shown("password=S3CRET") == "{host=h, password=...}");
  CHECK(shown("sslPassword=S3CRET=x") == "{host=h, sslPassword=...}");
  CHECK(shown("aws_secret_access_key=S3CRET") == "{host=h, aws_secret_access_key=...}");
  CHECK(shown("auth_token=S3CRET") == "{host=h, auth_token=...}");
  CHECK(shown("password_required=false") == "{host=h, password_required=false}");
  CHECK(shown("user=postgres") == "{host=h, user=postgres}");
  CHECK(shown("token") == "{host=h, token}");
}

TEST_CASE("options are written quoted, and nothing is written for none") {
  CHECK(foreign_options({"host=it's", "user=a=b"}) == " OPTIONS (host 'it''s', \"user\" 'a=b')");
  CHECK(foreign_options({}).empty());
}

TEST_CASE("an option is added, set or dropped, and left alone where it is the same") {
  CHECK(foreign_option_changes({"a=1", "b=2", "c=3"}, {"b=2", "c=4", "d=5"}) ==
        "OPTIONS (DROP a, SET c '4', ADD d '5')");
}
