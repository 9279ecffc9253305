#include "kinds/routine_text.hpp"

#include <algorithm>
#include <array>

#include "sql/identifier.hpp"

namespace pgplumb::kinds {

using catalog::ObjectId;

std::string routine_word(const ObjectId& id) {
  return id.kind->name() == "procedure" ? "PROCEDURE" : "FUNCTION";
}

std::string routine_name(const ObjectId& id) {
  return sql::qualified(id.path[0], id.path[1]) + "(" + id.path[2] + ")";
}

namespace {

std::string upper(std::string_view word) {
  std::string text(word);
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

// variable_is_guc_list_quote() in src/bin/pg_dump/dumputils.c: parameters with the flag GUC_LIST_QUOTE.
bool is_quoted_list(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"local_preload_libraries",   "search_path",
                                                     "session_preload_libraries", "shared_preload_libraries",
                                                     "temp_tablespaces",          "unix_socket_directories"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The items of {app, "My Schema", ""}: separated by commas, some in double quotes.
std::vector<std::string> list_items(std::string_view list) {
  std::vector<std::string> items;
  std::size_t at = 0;
  while (at < list.size()) {
    std::string item;
    while (at < list.size() && list[at] == ' ') ++at;
    if (at < list.size() && list[at] == '"') {
      for (++at; at < list.size(); ++at) {
        if (list[at] == '"' && (at + 1 >= list.size() || list[at + 1] != '"')) break;
        if (list[at] == '"') ++at;
        item += list[at];
      }
      at = std::min(list.find(',', at), list.size());
    } else {
      const std::size_t end = std::min(list.find(',', at), list.size());
      item = list.substr(at, end - at);
      while (!item.empty() && item.back() == ' ') item.pop_back();
      at = end;
    }
    items.push_back(sql::literal(item));
    ++at;
  }
  return items;
}

std::string parameter_of(const std::string& entry) {
  return entry.substr(0, entry.find('='));
}

// "app.setting" is two names joined by a dot.
std::string parameter_name(const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? sql::identifier(name) : sql::qualified(name.substr(0, dot), name.substr(dot + 1));
}

void append_attributes(std::vector<std::string>& clauses, const Routine& from, const Routine& to) {
  if (from.volatility != to.volatility) clauses.push_back(to.volatility.empty() ? "VOLATILE" : upper(to.volatility));
  if (from.strict != to.strict) clauses.emplace_back(to.strict ? "STRICT" : "CALLED ON NULL INPUT");
  if (from.security_definer != to.security_definer)
    clauses.emplace_back(to.security_definer ? "SECURITY DEFINER" : "SECURITY INVOKER");
  if (from.leakproof != to.leakproof) clauses.emplace_back(to.leakproof ? "LEAKPROOF" : "NOT LEAKPROOF");
  if (from.parallel != to.parallel)
    clauses.push_back("PARALLEL " + (to.parallel.empty() ? std::string("UNSAFE") : upper(to.parallel)));
  if (from.cost != to.cost) {
    const bool cheap = to.language == "c" || to.language == "internal";
    clauses.push_back("COST " + (to.cost.empty() ? std::string(cheap ? "1" : "100") : to.cost));
  }
  if (from.rows != to.rows) clauses.push_back("ROWS " + (to.rows.empty() ? std::string("1000") : to.rows));
  if (from.support != to.support) clauses.push_back("SUPPORT " + to.support);
}

// SET changes a parameter where it stands in the list and adds a new one at the end; the order is kept, as pg_dump
// shows it.
void append_config(std::vector<std::string>& clauses, const Routine& from, const Routine& to) {
  const auto names = [](const std::vector<std::string>& config, const std::vector<std::string>& others,
                        bool in_others) {
    std::vector<std::string> list;
    for (const std::string& entry : config) {
      const bool found = std::any_of(others.begin(), others.end(), [&](const std::string& other) {
        return parameter_of(other) == parameter_of(entry);
      });
      if (found == in_others) list.push_back(parameter_of(entry));
    }
    return list;
  };
  std::vector<std::string> reached = names(from.config, to.config, true);
  const std::vector<std::string> added = names(to.config, from.config, false);
  reached.insert(reached.end(), added.begin(), added.end());
  const bool in_order = reached == names(to.config, to.config, true);
  if (!in_order) clauses.emplace_back("RESET ALL");
  if (in_order)
    for (const std::string& name : names(from.config, to.config, false))
      clauses.push_back("RESET " + parameter_name(name));
  for (const std::string& entry : to.config) {
    const bool stands = std::find(from.config.begin(), from.config.end(), entry) != from.config.end();
    if (!in_order || !stands) clauses.push_back("SET " + config_setting(entry));
  }
}

}  // namespace

std::string config_setting(const std::string& entry) {
  const std::string name = parameter_of(entry);
  const std::string value = name.size() < entry.size() ? entry.substr(name.size() + 1) : std::string();
  return parameter_name(name) + " TO " +
         (is_quoted_list(name) ? sql::join(list_items(value), ", ") : sql::literal(value));
}

std::string create_routine(const std::string& verb, const ObjectId& id, const Routine& routine) {
  std::string text =
      verb + " " + routine_word(id) + " " + sql::qualified(id.path[0], id.path[1]) + "(" + routine.arguments + ")";
  if (!routine.result.empty()) text += " RETURNS " + routine.result;
  std::vector<std::string> clauses = {"LANGUAGE " + sql::identifier(routine.language)};
  std::vector<std::string> transforms;
  for (const std::string& type : routine.transforms) transforms.push_back("FOR TYPE " + type);
  if (!transforms.empty()) clauses.push_back("TRANSFORM " + sql::join(transforms, ", "));
  if (routine.window) clauses.emplace_back("WINDOW");
  append_attributes(clauses, Routine(), routine);
  text += "\n    " + sql::join(clauses, " ");
  for (const std::string& entry : routine.config) text += "\n    SET " + config_setting(entry);
  text += "\n    ";
  if (!routine.sql_body.empty()) return text + routine.sql_body;
  text += "AS ";
  if (!routine.library.empty()) return text + sql::literal(routine.library) + ", " + sql::literal(routine.body);
  return text + sql::dollar_quoted(routine.body);
}

bool needs_replacing(const Routine& from, const Routine& to) {
  return from.arguments != to.arguments || from.language != to.language || from.body != to.body ||
         from.library != to.library || from.sql_body != to.sql_body || from.transforms != to.transforms ||
         (from.support != to.support && to.support.empty());
}

std::string alter_routine(const ObjectId& id, const Routine& from, const Routine& to) {
  std::vector<std::string> clauses;
  append_attributes(clauses, from, to);
  append_config(clauses, from, to);
  return "ALTER " + id.kind->sql_name(id) + " " + sql::join(clauses, " ");
}

}  // namespace pgplumb::kinds
