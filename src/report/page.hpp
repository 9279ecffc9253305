// What the pages for people have in common: their frame, their tables of fields beside each other, their filters.

#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>
#include <vector>

#include "pgplumb/changes.hpp"

namespace pgplumb::report {

/// A page of pages/ with `values` and what every page needs. It runs its own script and no other, and loads nothing.
[[nodiscard]] std::string write_page(const std::string& name, const std::string& title, boost::json::object values);

/// Old and new values for pages/sides.html, line by line.
[[nodiscard]] boost::json::array fields_beside(const std::vector<FieldChange>& fields);

/// One line of a list of facts. `code` is written as code.
[[nodiscard]] boost::json::object fact(const std::string& name, const std::string& value, bool code = false);

/// "2 objects (owners)" for what was not compared.
[[nodiscard]] boost::json::array hidden_facts(const std::map<std::string, int>& hidden);

/// Words to filter by, with how often each occurs. Its id is a word of its own: "k0".
class Choices {
 public:
  explicit Choices(char letter) : letter_(letter) {}

  /// Counts `name` once more and answers with its id, which only depends on the order of the first calls.
  std::string add(const std::string& name);
  [[nodiscard]] boost::json::array json() const;

 private:
  char letter_;
  std::map<std::string, std::pair<std::string, int>> counts_;
};

}  // namespace pgplumb::report
