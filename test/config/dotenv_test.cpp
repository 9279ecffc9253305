#include "config/dotenv.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "pgplumb/error.hpp"
#include "pgplumb/settings.hpp"

using pgplumb::DiagnosedError;
using pgplumb::config::parse_dotenv;

namespace {

using Variables = std::vector<std::pair<std::string, std::string>>;

int failing_line(const std::string& text) {
  try {
    (void)parse_dotenv(text, ".env");
  } catch (const DiagnosedError& error) {
    CHECK(to_string(error.diagnostics().front()).find("hush") == std::string::npos);
    return error.diagnostics().front().position.line;
  }
  return 0;
}

}  // namespace

TEST_CASE(".env lines are read with comments, export, quotes and escapes") {
  CHECK(parse_dotenv(
            "# a comment\n\nA=1\nexport B = two words # said\nC=\"x\\n\\\"y\\\" #no\" # yes\nD='$A \\n'\nE=\nF=a#b\r\n",
            ".env") ==
        Variables{{"A", "1"}, {"B", "two words"}, {"C", "x\n\"y\" #no"}, {"D", "$A \\n"}, {"E", ""}, {"F", "a#b"}});
}

TEST_CASE("a quoted value of .env may go over several lines") {
  CHECK(parse_dotenv("KEY=\"one\ntwo\"\nNEXT=3", ".env") == Variables{{"KEY", "one\ntwo"}, {"NEXT", "3"}});
}

TEST_CASE("a .env file may begin with a byte order mark and define a variable called export") {
  CHECK(parse_dotenv("\xEF\xBB\xBF"
                     "A=1",
                     ".env") == Variables{{"A", "1"}});
  CHECK(parse_dotenv("export=1", ".env") == Variables{{"export", "1"}});
}

TEST_CASE("a line of .env that cannot be understood is named, its value is not") {
  CHECK(failing_line("A=1\nhush\n") == 2);
  CHECK(failing_line("A='x\ny'\nB=\"hush") == 3);
  CHECK(failing_line("A=\"hush\" hush\n") == 1);
  CHECK(failing_line("1A=hush\n") == 1);
}

TEST_CASE(".env never overrides the environment") {
  const auto folder = std::filesystem::temp_directory_path() / ("pgplumb-dotenv-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / ".env") << "PGPLUMB_TEST_SET=file\nPGPLUMB_TEST_UNSET=first\nPGPLUMB_TEST_UNSET=file\n";
  ::setenv("PGPLUMB_TEST_SET", "environment", 1);
  ::unsetenv("PGPLUMB_TEST_UNSET");
  pgplumb::load_dotenv(folder.string());
  CHECK(std::string(std::getenv("PGPLUMB_TEST_SET")) == "environment");
  CHECK(std::string(std::getenv("PGPLUMB_TEST_UNSET")) == "file");
  ::unsetenv("PGPLUMB_TEST_SET");
  ::unsetenv("PGPLUMB_TEST_UNSET");
  std::filesystem::remove_all(folder);
}
