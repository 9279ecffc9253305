#include "kinds/sql_name.hpp"

#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

std::string in_capitals(std::string_view words) {
  std::string text(words);
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

std::string named(std::string_view keyword, const std::vector<std::string>& path) {
  std::string text = in_capitals(keyword);
  char separator = ' ';
  for (const std::string& part : path) {
    text += separator;
    text += sql::identifier(part);
    separator = '.';
  }
  return text;
}

std::string named_on_relation(std::string_view keyword, const std::vector<std::string>& path) {
  return in_capitals(keyword) + " " + sql::identifier(path[2]) + " ON " + sql::qualified(path[0], path[1]);
}

std::string named_with_arguments(std::string_view keyword, const std::vector<std::string>& path) {
  return in_capitals(keyword) + " " + sql::qualified(path[0], path[1]) + "(" + path[2] + ")";
}

}  // namespace pgplumb::kinds
