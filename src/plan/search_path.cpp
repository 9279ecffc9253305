// search_path: bodies of functions that name things without a schema, and operators that PostgreSQL does not write out.
// Everything else in a plan is named in full, and runs with an empty search_path.

#include "plan/search_path.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "base/characters.hpp"
#include "kinds/kinds.hpp"
#include "plan/work.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::plan {

namespace {

struct Word {
  std::string text;
  bool qualified = false;
};

// All that may be a name in whatever language it is, text within quotes too: one that is none costs nothing.
std::vector<Word> words_of(std::string_view body) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < body.size();) {
    if (!is_name_letter(body[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < body.size() && is_name_letter(body[end])) ++end;
    const bool quoted = at > 0 && body[at - 1] == '"';
    const std::size_t begin = quoted ? at - 1 : at;
    Word word{std::string(body.substr(at, end - at)), begin > 0 && body[begin - 1] == '.'};
    if (!quoted)
      for (char& c : word.text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    words.push_back(std::move(word));
    at = end;
  }
  return words;
}

struct Path {
  std::vector<std::string> schemas;
  std::string reason;

  void add(const std::string& schema) {
    if (std::find(schemas.begin(), schemas.end(), schema) == schemas.end()) schemas.push_back(schema);
  }
};

// Expressions that compare by an operator which the server, as it writes them, names in full nowhere: another one would
// be taken, or none be found.
bool hides_operators(std::string_view text) {
  const std::vector<sql::Token> tokens = sql::without_comments(sql::tokenize(text).tokens);
  const auto is = [&](std::size_t at, std::string_view word) {
    return at < tokens.size() && sql::is_word(text, tokens[at], word);
  };
  bool joins = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    joins |= is(at, "join");
    if (is(at, "nullif") || (joins && is(at, "using")) || (is(at, "case") && !is(at + 1, "when")) ||
        ((is(at, "is") || is(at, "not")) && is(at + 1, "distinct") && is(at + 2, "from")) ||
        (is(at, "in") && at + 1 < tokens.size() && sql::is_symbol(text, tokens[at + 1], '(') && is(at + 2, "select")))
      return true;
  }
  return false;
}

class Paths {
 public:
  explicit Paths(const Work& work) : work_(work) {
    for (const Catalog* catalog : {&work.from(), &work.to()})
      for (const Object& object : catalog->objects()) {
        if (object.id.kind->is_namespace()) schemas_.insert(object.id.path[0]);
        const Object* parent = catalog->parent_of(object);
        if (parent == nullptr || !parent->id.kind->is_namespace() || object.id.path.size() < 2) continue;
        named_.emplace(object.id.path[1], &object);
      }
  }

  /// For the functions that `user` needs, as far as one of them needs it.
  void add(const Object& user, Path& path) {
    for (const ObjectIndex needed : user.dependencies) {
      const Object& function = work_.to()[needed];
      if (!kinds::body_without_path(function)) continue;
      const std::vector<std::string> along = along_which(function);
      std::set<const Object*> seen;
      const std::string found = found_along(function, along, seen);
      if (found.empty()) continue;
      for (const std::string& schema : along) path.add(schema);
      if (path.reason.empty()) path.reason = to_string(function.id) + " names " + found + " without its schema";
    }
  }

  /// For the operators that `user` may compare by, where `statements` hide which.
  void add_operators(const Object& user, const std::vector<Sql>& statements, Path& path) const {
    std::vector<std::string> schemas;
    for (const ObjectIndex needed : user.dependencies)
      if (auto schema = kinds::schema_of_operators(work_.to()[needed]); schema && !is_open(*schema))
        schemas.push_back(std::move(*schema));
    const auto hides = [](const Sql& statement) { return hides_operators(statement.text); };
    if (schemas.empty() || std::none_of(statements.begin(), statements.end(), hides)) return;
    for (const std::string& schema : schemas) path.add(schema);
    if (path.reason.empty())
      path.reason = to_string(user.id) + " compares by an operator that PostgreSQL does not write with its schema";
  }

 private:
  [[nodiscard]] bool is_open(const std::string& schema) const {
    const std::vector<std::string>& open = work_.from().origin().open_schemas;
    return !work_.options.is_copy && std::find(open.begin(), open.end(), schema) != open.end();
  }

  // That of the database and the role, and those of the schema files, the function's own schema first.
  [[nodiscard]] std::vector<std::string> along_which(const Object& function) const {
    std::vector<std::string> all = work_.from().origin().search_path;
    const std::vector<std::string>& files = work_.to().origin().search_path;
    all.insert(all.end(), files.begin(), files.end());
    if (work_.options.is_copy) all.insert(all.begin(), function.id.path[0]);
    if (const auto own = std::find(all.begin(), all.end(), function.id.path[0]); own != all.end())
      std::rotate(all.begin(), own, own + 1);
    std::vector<std::string> path;
    for (const std::string& schema : all) {
      if (!is_open(schema) && schemas_.contains(schema) && std::find(path.begin(), path.end(), schema) == path.end())
        path.push_back(schema);
    }
    return path;
  }

  // What the function names, or one that it calls.
  std::string found_along(const Object& function, const std::vector<std::string>& along,
                          std::set<const Object*>& seen) const {
    if (!seen.insert(&function).second) return {};
    const auto body = kinds::body_without_path(function);
    if (!body) return {};
    for (const Word& word : words_of(*body)) {
      const auto [first, last] = named_.equal_range(word.text);
      for (auto at = first; at != last; ++at) {
        const Object& object = *at->second;
        if (!word.qualified && std::find(along.begin(), along.end(), object.id.path[0]) != along.end())
          return word.text;
        if (std::string deeper = found_along(object, along, seen); !deeper.empty()) return deeper;
      }
    }
    return {};
  }

  const Work& work_;
  std::set<std::string> schemas_;
  std::multimap<std::string, const Object*> named_;
};

// What is folded into the statement of a table that is there gets its values at once.
void add_folded(const Work& work, NodeIndex node, bool runs, const std::vector<Sql>& statements, Paths& paths,
                Path& path) {
  for (const NodeIndex folded : work.nodes[node].folded) {
    const Object& object = work.to()[work.items[work.nodes[folded].item].to];
    if (runs) paths.add(object, path);
    paths.add_operators(object, statements, path);
    add_folded(work, folded, runs, statements, paths, path);
  }
}

Path path_of(const RawStep& step, const Work& work, Paths& paths) {
  Path path;
  for (const NodeIndex node : step.nodes) {
    const Item& item = work.items[work.nodes[node].item];
    const Move move = work.nodes[node].move;
    if (item.to == catalog::no_object || move == Move::down || move == Move::remove) continue;
    const Object& object = work.to()[item.to];
    const bool runs = object.id.kind->runs_functions(object, work.to().origin().server_version);
    if (runs) paths.add(object, path);
    paths.add_operators(object, step.statements, path);
    add_folded(work, node, runs, step.statements, paths, path);
  }
  return path;
}

}  // namespace

std::string hint_on_path(const ServerError::Report& report, int server_version) {
  static constexpr std::array<std::string_view, 5> unknown = {"3F000", "42703", "42704", "42883", "42P01"};
  const std::string& context = report.context;
  if (std::find(unknown.begin(), unknown.end(), report.sqlstate) == unknown.end() ||
      context.find("function ") == std::string::npos)
    return {};
  return "it is named without its schema in a function that runs with the search_path of the statement (" +
         context.substr(0, context.find('\n')) + "), and a plan's is empty but for schemas in which nobody else may " +
         "create anything" +
         (server_version >= 170000 ? ", for indexes and materialized views it is the server's since PostgreSQL 17"
                                   : "") +
         "; give the function its own (ALTER FUNCTION ... SET search_path), or name what it uses with its schema";
}

bool sets_path(const Step& step, const std::string& statement) {
  for (const std::string set : {"SET LOCAL search_path = ", "SET search_path = "}) {
    const std::vector<std::string>& all = step.statements;
    if (all.size() > 2 && all.front().starts_with(set) && all.back() == set + "''" &&
        (&statement == &all.front() || &statement == &all.back()))
      return true;
  }
  return false;
}

void give_paths(std::vector<RawStep>& steps, const Work& work) {
  const auto is_concerned = [](const Object& object) {
    return kinds::body_without_path(object).has_value() || kinds::schema_of_operators(object).has_value();
  };
  const auto& objects = work.to().objects();
  if (std::none_of(objects.begin(), objects.end(), is_concerned)) return;
  Paths paths(work);
  for (RawStep& step : steps) {
    const Path path = path_of(step, work, paths);
    if (path.schemas.empty()) continue;
    std::string list;
    for (const std::string& schema : path.schemas) list += (list.empty() ? "" : ", ") + sql::identifier(schema);
    Sql begin = step.statements.front();
    begin.alter.clear();
    begin.note.clear();
    begin.commit_after = false;
    const std::string set = begin.in_transaction ? "SET LOCAL search_path = " : "SET search_path = ";
    begin.text = set + list;
    Sql end = begin;
    end.text = set + "''";
    step.step.statements.insert(step.step.statements.begin(), begin.text);
    step.step.statements.push_back(end.text);
    step.statements.insert(step.statements.begin(), std::move(begin));
    step.statements.push_back(std::move(end));
    step.step.notes.push_back("runs with search_path = " + list + ", since " + path.reason);
  }
}

}  // namespace pgplumb::plan
