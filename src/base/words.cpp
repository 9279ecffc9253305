#include "base/words.hpp"

namespace pgplumb {

std::string plural(std::string_view noun) {
  const auto vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
  if (noun.ends_with("eges") || noun.ends_with("ions") || noun.ends_with("ed by") || noun.ends_with("ics"))
    return std::string(noun);
  if (noun.ends_with('y') && noun.size() > 1 && !vowel(noun[noun.size() - 2]))
    return std::string(noun.substr(0, noun.size() - 1)) + "ies";
  if (noun.ends_with('x') || noun.ends_with('s') || noun.ends_with("ch")) return std::string(noun) + "es";
  return std::string(noun) + "s";
}

std::string counted(long count, std::string_view noun) {
  return std::to_string(count) + " " + (count == 1 ? std::string(noun) : plural(noun));
}

}  // namespace pgplumb
