// Which (kind, field) pairs the gallery changes: every field that is compared must be changed by some case.

#pragma once

#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"

namespace test {

class Coverage {
 public:
  /// Notes the fields in which objects of both catalogs differ. May be called by several threads at once.
  void add(const pgplumb::catalog::Catalog& from, const pgplumb::catalog::Catalog& to);

  /// "field options of kind view", for each that no case changed although a server of this version has it.
  [[nodiscard]] std::vector<std::string> missing(int server_major) const;

 private:
  std::mutex mutex_;
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace test
