#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "pgplumb/error.hpp"
#include "pgplumb/settings.hpp"

using pgplumb::choose_connection;
using pgplumb::Error;
using pgplumb::Settings;

namespace {

/// Sets a variable for the time of a test.
class Variable {
 public:
  Variable(std::string name, const char* value) : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str()); before != nullptr) before_ = before;
    set(value);
  }
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void set(const char* value) const {
    if (value == nullptr) {
      ::unsetenv(name_.c_str());
    } else {
      ::setenv(name_.c_str(), value, 1);
    }
  }
  std::string name_;
  std::optional<std::string> before_;
};

Settings with_staging() {
  Settings settings;
  settings.file = "pgplumb.toml";
  settings.environments["staging"].variable = "PGPLUMB_TEST_STAGING";
  settings.environments["local"].url = "postgresql://localhost/app";
  return settings;
}

}  // namespace

TEST_CASE("the connection is --url, else --env, else DATABASE_URL, else PG*") {
  const Settings settings = with_staging();
  const Variable url("DATABASE_URL", "postgresql://from-database-url/");
  const Variable staging("PGPLUMB_TEST_STAGING", "postgresql://from-staging/");
  CHECK(choose_connection("postgresql://said/", "staging", settings).conninfo == "postgresql://said/");
  CHECK(choose_connection("", "staging", settings).conninfo == "postgresql://from-staging/");
  CHECK(choose_connection("", "local", settings).conninfo == "postgresql://localhost/app");
  CHECK(choose_connection("", "", settings).conninfo == "postgresql://from-database-url/");
  const Variable unset("DATABASE_URL", nullptr);
  CHECK(choose_connection("", "", settings).conninfo.empty());
}

TEST_CASE("an environment that does not exist is refused, with the nearest one that does") {
  try {
    (void)choose_connection("", "stagin", with_staging());
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(std::string(error.what()) == "there is no environment \"stagin\" in pgplumb.toml");
    CHECK(error.hint() == "did you mean \"staging\"?");
  }
}

TEST_CASE("an environment whose variable is not set is refused by name") {
  const Variable staging("PGPLUMB_TEST_STAGING", nullptr);
  try {
    (void)choose_connection("", "staging", with_staging());
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find("PGPLUMB_TEST_STAGING, which is not set") != std::string::npos);
  }
}

TEST_CASE("a Supabase project's database comes after DATABASE_URL, with its password percent-encoded") {
  const Settings settings;
  const Variable none("DATABASE_URL", nullptr);
  const Variable project("SUPABASE_URL", "https://abcdefghijklmnopqrst.supabase.co/");
  const Variable password("SUPABASE_DB_PASSWORD", "p@ss/w:rd %#?&");
  const auto chosen = choose_connection("", "", settings);
  CHECK(chosen.conninfo ==
        "postgresql://postgres:p%40ss%2Fw%3Ard%20%25%23%3F%26@db.abcdefghijklmnopqrst.supabase.co:5432/postgres");
  CHECK(chosen.origin == "SUPABASE_URL");
  const Variable url("DATABASE_URL", "postgresql://said/");
  CHECK(choose_connection("", "", settings).conninfo == "postgresql://said/");
}

TEST_CASE("a SUPABASE_URL without a password or without a project is refused, and no secret is repeated") {
  const Settings settings;
  const Variable none("DATABASE_URL", nullptr);
  const Variable host("PGHOST", nullptr);
  const auto message = [&] {
    try {
      return choose_connection("", "", settings).conninfo;
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  const Variable project("SUPABASE_URL", "https://abc.supabase.co");
  const Variable no_password("SUPABASE_DB_PASSWORD", nullptr);
  CHECK(message() == "SUPABASE_URL names a project, but SUPABASE_DB_PASSWORD is not set");
  const Variable password("SUPABASE_DB_PASSWORD", "hush");
  for (const char* other : {"https://api.example.org", "http://127.0.0.1:54321", "https://evil.com/x.supabase.co",
                            "https://a.b@c.supabase.co"}) {
    const Variable elsewhere("SUPABASE_URL", other);
    CHECK(message() == "SUPABASE_URL names no project: it is not https://REFERENCE.supabase.co");
  }
  const Variable without("SUPABASE_DB_PASSWORD", nullptr);
  const Variable local("PGHOST", "localhost");
  CHECK(message().empty());
}
