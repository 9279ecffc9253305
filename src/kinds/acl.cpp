#include "kinds/acl.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

constexpr const char* everybody = "PUBLIC";

struct Letter {
  char letter;
  const char* privilege;
};
// src/include/utils/acl.h, ACL_ALL_RIGHTS_STR, in the order in which pg_dump writes them.
constexpr Letter letters[] = {{'r', "SELECT"},   {'a', "INSERT"},     {'w', "UPDATE"},  {'d', "DELETE"},
                              {'D', "TRUNCATE"}, {'x', "REFERENCES"}, {'t', "TRIGGER"}, {'m', "MAINTAIN"},
                              {'X', "EXECUTE"},  {'U', "USAGE"},      {'C', "CREATE"}};

const char* privilege_of(char letter) {
  for (const Letter& each : letters)
    if (each.letter == letter) return each.privilege;
  throw Error(std::string("a privilege with the letter ") + letter + " is not known",
              "this server is newer than this pgplumb; update pgplumb");
}

std::size_t rank_of(const std::string& privilege) {
  std::size_t rank = 0;
  while (rank < std::size(letters) && privilege != letters[rank].privilege) ++rank;
  return rank;
}

// A role in an aclitem: bare, or in double quotes with inner ones doubled; `at` moves behind it.
std::string take_role(std::string_view item, std::size_t& at, std::string_view stop) {
  std::string name;
  if (at < item.size() && item[at] == '"') {
    for (++at; at < item.size(); ++at) {
      if (item[at] != '"') {
        name += item[at];
      } else if (at + 1 < item.size() && item[at + 1] == '"') {
        name += item[at++];
      } else {
        ++at;
        break;
      }
    }
  } else {
    while (at < item.size() && stop.find(item[at]) == std::string_view::npos) name += item[at++];
  }
  return name;
}

std::vector<std::string> in_order(const std::map<std::string, bool>& privileges, bool with_option) {
  std::vector<std::string> list;
  for (const auto& [privilege, option] : privileges)
    if (option == with_option) list.push_back(privilege);
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return rank_of(a) < rank_of(b); });
  return list;
}

}  // namespace

Acl parse_aclitems(const std::vector<std::string>& items, std::string_view owner) {
  Acl acl;
  for (const std::string& item : items) {
    std::size_t at = 0;
    const bool to_everybody = !item.empty() && item[0] == '=';
    std::string grantee = take_role(item, at, "=");
    if (at >= item.size() || item[at] != '=') throw InternalError("not an aclitem: " + item);
    std::map<std::string, bool> privileges;
    for (++at; at < item.size() && item[at] != '/'; ++at) {
      const bool option = at + 1 < item.size() && item[at + 1] == '*';
      privileges[privilege_of(item[at])] = option;
      if (option) ++at;
    }
    if (at < item.size()) ++at;
    std::string grantor = take_role(item, at, "");
    if (to_everybody) {
      grantee = everybody;
    } else {
      grantee = grantee == owner ? owner_placeholder : sql::identifier(grantee);
    }
    grantor = grantor == owner ? std::string() : sql::identifier(grantor);
    if (!privileges.empty()) acl[{grantor, grantee}].merge(privileges);
  }
  return acl;
}

std::vector<std::string> to_entries(const Acl& acl) {
  std::vector<std::string> entries;
  for (const auto& [who, privileges] : acl) {
    std::string entry = who.second + "=";
    std::vector<std::string> names;
    for (const auto& [privilege, option] : privileges) names.push_back(privilege);
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return rank_of(a) < rank_of(b); });
    for (std::size_t index = 0; index < names.size(); ++index)
      entry += (index > 0 ? "," : "") + names[index] + (privileges.at(names[index]) ? "*" : "");
    if (!who.first.empty()) entry += "/" + who.first;
    entries.push_back(std::move(entry));
  }
  // Nobody may do anything: told from the built-in default, which is the empty field.
  if (entries.empty()) entries.push_back(std::string(owner_placeholder) + "=");
  std::sort(entries.begin(), entries.end());
  return entries;
}

Acl from_entries(const std::vector<std::string>& entries, std::string_view type, int server_version) {
  if (entries.empty()) return built_in_acl(type, server_version);
  Acl acl;
  for (const std::string& entry : entries) {
    // A quoted role may hold any character, privileges hold none of = and /.
    std::size_t at = 0;
    const auto skip_role = [&](std::string_view stop) {
      const std::size_t begin = at;
      if (at < entry.size() && entry[at] == '"') {
        take_role(entry, at, stop);
      } else {
        while (at < entry.size() && stop.find(entry[at]) == std::string_view::npos) ++at;
      }
      return entry.substr(begin, at - begin);
    };
    const std::string grantee = skip_role("=");
    std::map<std::string, bool> privileges;
    std::string word;
    for (++at; at <= entry.size(); ++at) {
      const char c = at < entry.size() ? entry[at] : '/';
      if (c != ',' && c != '/') {
        word += c;
        continue;
      }
      if (!word.empty()) {
        const bool option = word.back() == '*';
        if (option) word.pop_back();
        privileges[word] = option;
        word.clear();
      }
      if (c == '/') break;
    }
    const std::string grantor = at < entry.size() ? entry.substr(at + 1) : std::string();
    if (!privileges.empty()) acl[{grantor, grantee}] = std::move(privileges);
  }
  return acl;
}

std::vector<std::string> all_privileges(std::string_view type, int server_version) {
  if (type == "table") {
    std::vector<std::string> all = {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"};
    if (server_version >= 170000) all.emplace_back("MAINTAIN");
    return all;
  }
  if (type == "column") return {"SELECT", "INSERT", "UPDATE", "REFERENCES"};
  if (type == "sequence") return {"SELECT", "UPDATE", "USAGE"};
  if (type == "function") return {"EXECUTE"};
  if (type == "schema") return {"USAGE", "CREATE"};
  if (type == "large object") return {"SELECT", "UPDATE"};
  return {"USAGE"};
}

// src/backend/utils/adt/acl.c, acldefault().
Acl built_in_acl(std::string_view type, int server_version) {
  Acl acl;
  if (type == "column") return acl;
  for (const std::string& privilege : all_privileges(type, server_version))
    acl[{"", owner_placeholder}][privilege] = false;
  if (type == "function") acl[{"", everybody}]["EXECUTE"] = false;
  if (type == "type" || type == "language") acl[{"", everybody}]["USAGE"] = false;
  return acl;
}

Acl united(Acl a, const Acl& b) {
  for (const auto& [who, privileges] : b)
    for (const auto& [privilege, option] : privileges) {
      bool& mine = a[who][privilege];
      mine = mine || option;
    }
  return a;
}

Acl common(const Acl& a, const Acl& b) {
  Acl both;
  for (const auto& [who, privileges] : a) {
    const auto other = b.find(who);
    if (other == b.end()) continue;
    for (const auto& [privilege, option] : privileges)
      if (const auto at = other->second.find(privilege); at != other->second.end())
        both[who][privilege] = option && at->second;
  }
  return both;
}

Acl owned_by(const Acl& acl, std::string_view role) {
  const std::string name = sql::identifier(role);
  Acl result;
  for (const auto& [who, privileges] : acl) {
    const std::string grantor = who.first == name ? std::string() : who.first;
    const std::string grantee = who.second == name ? std::string(owner_placeholder) : who.second;
    result = united(std::move(result), Acl{{{grantor, grantee}, privileges}});
  }
  return result;
}

namespace {

enum class Verb { revoke, revoke_option, grant, grant_with_option };

std::string statement(const GrantTarget& target, Verb verb, const std::vector<std::string>& privileges,
                      const std::string& grantee) {
  std::string list;
  if (privileges.size() == target.all.size()) {
    list = "ALL" + (target.column.empty() ? "" : " (" + target.column + ")");
  } else {
    for (const std::string& privilege : privileges)
      list += (list.empty() ? "" : ", ") + privilege + (target.column.empty() ? "" : " (" + target.column + ")");
  }
  const bool takes = verb == Verb::revoke || verb == Verb::revoke_option;
  return target.prefix + (takes ? "REVOKE " : "GRANT ") + (verb == Verb::revoke_option ? "GRANT OPTION FOR " : "") +
         list + " ON " + target.on + (takes ? " FROM " : " TO ") +
         (grantee == owner_placeholder ? sql::identifier(target.owner) : grantee) +
         (verb == Verb::grant_with_option ? " WITH GRANT OPTION" : "");
}

// What others than the owner granted has to be granted by them again: PostgreSQL takes the present role as the grantor.
void add(std::vector<catalog::Sql>& statements, const std::string& grantor, std::string text) {
  if (!grantor.empty()) statements.push_back({"SET LOCAL ROLE " + grantor});
  statements.push_back({std::move(text)});
  if (!grantor.empty()) statements.push_back({"RESET ROLE"});
}

const std::map<std::string, bool>& of(const Acl& acl, const std::pair<std::string, std::string>& who) {
  static const std::map<std::string, bool> none;
  const auto at = acl.find(who);
  return at == acl.end() ? none : at->second;
}

}  // namespace

std::vector<catalog::Sql> change_acl(const GrantTarget& target, const Acl& surely, const Acl& maybe,
                                     const Acl& wanted) {
  std::vector<catalog::Sql> revokes;
  std::vector<catalog::Sql> grants;
  // Grants by others rest on the owner's: they go first and come last.
  for (auto entry = maybe.rbegin(); entry != maybe.rend(); ++entry) {
    const auto& keep = of(wanted, entry->first);
    std::map<std::string, bool> gone;
    std::map<std::string, bool> option_gone;
    for (const auto& [privilege, option] : entry->second) {
      const auto at = keep.find(privilege);
      if (at == keep.end()) {
        gone[privilege] = false;
      } else if (option && !at->second) {
        option_gone[privilege] = false;
      }
    }
    const auto& [grantor, grantee] = entry->first;
    if (!gone.empty()) add(revokes, grantor, statement(target, Verb::revoke, in_order(gone, false), grantee));
    if (!option_gone.empty())
      add(revokes, grantor, statement(target, Verb::revoke_option, in_order(option_gone, false), grantee));
  }
  for (const auto& [who, privileges] : wanted) {
    const auto& have = of(surely, who);
    std::map<std::string, bool> missing;
    for (const auto& [privilege, option] : privileges) {
      const auto at = have.find(privilege);
      if (at == have.end() || (option && !at->second)) missing[privilege] = option;
    }
    const auto plain = in_order(missing, false);
    const auto with_option = in_order(missing, true);
    if (!plain.empty()) add(grants, who.first, statement(target, Verb::grant, plain, who.second));
    if (!with_option.empty())
      add(grants, who.first, statement(target, Verb::grant_with_option, with_option, who.second));
  }
  revokes.insert(revokes.end(), std::make_move_iterator(grants.begin()), std::make_move_iterator(grants.end()));
  return revokes;
}

}  // namespace pgplumb::kinds
