// Names that tell nothing, for those that would: the same word for the same word, wherever it stands.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

class ReplacedNames {
 public:
  /// `server` says which words are PostgreSQL's own, and stay.
  explicit ReplacedNames(postgres::Connection& server);

  /// All words of paths and values replaced.
  [[nodiscard]] catalog::Catalog in(const catalog::Catalog& catalog);
  /// A text about such catalogs: the words replaced that were in them.
  [[nodiscard]] std::string in(std::string_view text) const;

 private:
  std::string replaced(std::string_view text);
  catalog::Value replaced_value(const catalog::Value& value);

  std::set<std::string, std::less<>> kept_;
  std::map<std::string, std::string, std::less<>> replaced_;
};

}  // namespace pgplumb::commands
