#include "sources/server_versions.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "server.hpp"

using namespace pgplumb;
using sources::require_known_server;

namespace {

std::string refusal(int version, const sources::ServerVersions& known) {
  try {
    require_known_server(version, known);
  } catch (const Error& error) {
    CHECK(error.exit_code() == ExitCode::error);
    return std::string(error.what()) + "\n" + error.hint();
  }
  return "";
}

}  // namespace

TEST_CASE("a server outside of the known versions is refused with its version and theirs, and what to do") {
  test::Database database;
  const int version = database.connection().server_version();
  const int major = test::server().major_version();
  CHECK(refusal(version, sources::known_servers).empty());
  CHECK(refusal(version, {major, major}).empty());
  CHECK(refusal(version, {major - 2, major - 1}) == "the server is PostgreSQL " + std::to_string(major) +
                                                        ", and this pgplumb knows PostgreSQL " +
                                                        std::to_string(major - 2) + " to " + std::to_string(major - 1) +
                                                        "\nuse a newer pgplumb, or go without --strict-version: then "
                                                        "what is not known is named where the database has it");
  CHECK(refusal(version, {major + 1, major + 2}).find("\nupgrade the server") != std::string::npos);
}

TEST_CASE("versions of the time before 10 had two numbers") {
  CHECK(refusal(90624, sources::known_servers).starts_with("the server is PostgreSQL 9.6, "));
}
