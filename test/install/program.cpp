// A program of somebody else: it has pgplumb as it is installed, and nothing of this tree.

#include <pgplumb/scratch.hpp>
#include <pgplumb/show.hpp>
#include <pgplumb/version.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  std::ostringstream text;
  text << std::ifstream(argv[1]).rdbuf();
  const pgplumb::ShownPlan shown = pgplumb::read_plan(text.str(), argv[1]);
  const auto database = pgplumb::open_scratch({});
  const int exit_code = pgplumb::run_with_database(database->url(), {"sh", "-c", "test -n \"$DATABASE_URL\""});
  std::cout << pgplumb::version() << " " << shown.changes.size() << " " << shown.digest << "\n";
  return exit_code;
}
