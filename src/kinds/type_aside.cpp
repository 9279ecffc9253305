#include "kinds/type_aside.hpp"

#include "base/hash.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

std::string name_with(const std::string& name, std::string suffix) {
  constexpr std::size_t longest = 63;  // NAMEDATALEN - 1
  if (name.size() + suffix.size() <= longest) return name + suffix;
  suffix = "_" + sha256_hex(name).substr(0, 8) + suffix;
  std::size_t kept = longest - suffix.size();
  const auto continues = [&](std::size_t at) {
    return at < name.size() && (static_cast<unsigned char>(name[at]) & 0xC0U) == 0x80U;
  };
  while (kept > 0 && continues(kept)) --kept;
  return name.substr(0, kept) + suffix;
}

std::string name_aside(const std::string& name, int number) {
  return name_with(name, "__pgplumb_old" + (number == 1 ? std::string() : std::to_string(number)));
}

std::string name_beside(const std::string& name) {
  return name_with(name, "__pgplumb_new");
}

catalog::Kind::Aside move_aside(const std::string& keyword, const catalog::ObjectId& id) {
  const std::string aside = name_aside(id.path[1]);
  return {
      {{"ALTER " + keyword + " " + sql::qualified(id.path[0], id.path[1]) + " RENAME TO " + sql::identifier(aside)}},
      {{"DROP " + keyword + " " + sql::qualified(id.path[0], aside)}}};
}

std::vector<catalog::Sql> rename_type(const std::string& keyword, const catalog::ObjectId& from,
                                      const catalog::ObjectId& to) {
  return {{"ALTER " + keyword + " " + sql::qualified(from.path[0], from.path[1]) + " RENAME TO " +
           sql::identifier(to.path[1])}};
}

std::vector<std::string> occupied_type(const catalog::ObjectId& id) {
  return {"type " + sql::qualified(id.path[0], id.path[1])};
}

}  // namespace pgplumb::kinds
