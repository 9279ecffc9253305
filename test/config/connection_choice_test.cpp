#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>

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
