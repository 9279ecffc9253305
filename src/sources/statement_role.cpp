#include "sources/statement_role.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "sql/tokens.hpp"

namespace pgplumb::sources {

namespace {

using sql::Token;
using sql::TokenKind;

class Words {
 public:
  explicit Words(std::string_view text) : text_(text), tokens_(sql::without_comments(sql::tokenize(text).tokens)) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool is(std::size_t index, std::string_view word) const {
    return index < tokens_.size() && sql::is_word(text_, tokens_[index], word);
  }
  [[nodiscard]] bool is_any(std::size_t index, std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(index, word); });
  }
  [[nodiscard]] bool symbol(std::size_t index, char symbol) const {
    return index < tokens_.size() && sql::is_symbol(text_, tokens_[index], symbol);
  }
  [[nodiscard]] bool is_string(std::size_t index) const {
    return index < tokens_.size() && tokens_[index].kind == TokenKind::string;
  }
  [[nodiscard]] bool is_name(std::size_t index) const { return index < tokens_.size() && sql::is_name(tokens_[index]); }

  // Whether the words stand one behind the other from `index` on.
  [[nodiscard]] bool are(std::size_t index, std::initializer_list<std::string_view> words) const {
    return std::all_of(words.begin(), words.end(), [&](std::string_view word) { return is(index++, word); });
  }
  [[nodiscard]] bool has(std::initializer_list<std::string_view> words, std::size_t from = 0) const {
    for (std::size_t index = from; index < tokens_.size(); ++index)
      if (are(index, words)) return true;
    return false;
  }
  [[nodiscard]] std::size_t begin(std::size_t index) const { return tokens_.at(index).begin; }
  [[nodiscard]] std::size_t end(std::size_t index) const { return tokens_.at(index).end; }
  [[nodiscard]] std::string_view text(std::size_t index) const { return sql::token_text(text_, tokens_.at(index)); }
  [[nodiscard]] std::string name(std::size_t index) const { return sql::name_of(text(index)); }
  // The bytes from token `index` to the end of the statement.
  [[nodiscard]] std::string rest(std::size_t index) const {
    return index < tokens_.size() ? std::string(text_.substr(tokens_[index].begin)) : std::string();
  }
  [[nodiscard]] std::string between(std::size_t first, std::size_t behind_last) const {
    return std::string(
        text_.substr(tokens_.at(first).begin, tokens_.at(behind_last - 1).end - tokens_.at(first).begin));
  }

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
};

StatementRole problem(StatementPurpose purpose, Severity severity, const std::string& code, const std::string& message,
                      const std::string& hint) {
  StatementRole role;
  role.purpose = purpose;
  role.problem = Diagnostic{severity, code, {}, {}, message, hint};
  return role;
}

StatementRole refused(const std::string& what, const std::string& hint) {
  return problem(StatementPurpose::refused, Severity::error, "statement-refused",
                 what + " cannot be part of a schema file", hint);
}

StatementRole skipped() {
  StatementRole role;
  role.purpose = StatementPurpose::skipped;
  return role;
}

StatementRole skipped_with_warning(const std::string& what) {
  return problem(StatementPurpose::skipped, Severity::warning, "statement-skipped", what + " is skipped",
                 "a schema file describes what is inside of a database; the database itself is not managed");
}

StatementRole transaction(TransactionControl control) {
  StatementRole role;
  role.purpose = StatementPurpose::transaction;
  role.control = control;
  return role;
}

StatementRole setting(std::string name, std::string sql, std::string local = {}) {
  StatementRole role;
  role.purpose = StatementPurpose::setting;
  role.setting = {std::move(name), std::move(sql), !local.empty(), std::move(local)};
  return role;
}

StatementRole data() {
  StatementRole role;
  role.purpose = StatementPurpose::data;
  return role;
}

// SET [SESSION | LOCAL] ...
StatementRole role_of_set(const Words& words) {
  std::size_t at = 1;
  if (words.is(at, "constraints")) return StatementRole();
  if (words.is(at, "transaction") || words.are(at, {"session", "characteristics"})) return skipped();
  const std::string local = words.is(at, "local") ? words.rest(0) : std::string();
  if (!local.empty() || (words.is(at, "session") && !words.is(at + 1, "authorization"))) ++at;
  const std::string sql = "SET " + words.rest(at);
  if (words.are(at, {"session", "authorization"}))
    return setting("session_authorization", words.is(at + 2, "default") ? "" : sql, local);
  if (words.is(at, "role")) {
    const std::size_t value = words.is(at + 1, "to") || words.symbol(at + 1, '=') ? at + 2 : at + 1;
    return setting("role", words.is(value, "none") || words.is(value, "default") ? "" : sql, local);
  }
  if (words.are(at, {"time", "zone"})) return setting("timezone", sql, local);
  if (words.are(at, {"xml", "option"})) return setting("xmloption", sql, local);
  if (words.is(at, "names")) return skipped();
  if (words.is(at, "schema")) return setting("search_path", sql, local);
  if (!words.is_name(at)) return StatementRole();  // the server says what is wrong with it
  std::string name = words.name(at);
  for (++at; words.symbol(at, '.') && words.is_name(at + 1); at += 2) name += '.' + words.name(at + 1);
  if (name == "client_encoding") return skipped();  // files are UTF-8, or they are refused when they are read
  StatementRole role = setting(name, words.is(at + 1, "default") ? "" : sql, local);
  // Dumps of PostgreSQL 9.0 and older say so, and hold no such quote all the same.
  if (name == "standard_conforming_strings" && !words.is(words.size() - 1, "on"))
    role.problem = Diagnostic{Severity::information,
                              "old-strings",
                              {},
                              {},
                              "strings may hold backslashes here",
                              "a quote behind a backslash would end its string too early: write it as two quotes"};
  return role;
}

StatementRole role_of_reset(const Words& words) {
  if (words.is(1, "all")) return setting("", "");
  if (words.are(1, {"session", "authorization"})) return setting("session_authorization", "");
  if (words.are(1, {"time", "zone"})) return setting("timezone", "");
  if (words.are(1, {"transaction"})) return skipped();
  if (!words.is_name(1)) return StatementRole();
  std::string name = words.name(1);
  for (std::size_t at = 2; words.symbol(at, '.') && words.is_name(at + 1); at += 2) name += '.' + words.name(at + 1);
  return setting(name, "");
}

// SELECT [pg_catalog.]function(...
StatementRole role_of_select(const Words& words) {
  const std::size_t function = words.is(1, "pg_catalog") && words.symbol(2, '.') ? 3 : 1;
  if (!words.symbol(function + 1, '(')) return StatementRole();
  if (words.is(function, "setval")) return data();
  // set_config('name', value, false), with nothing around it.
  const std::size_t last = words.size() - 1;
  if (words.is(function, "set_config") && words.is_string(function + 2) && words.symbol(function + 3, ',') &&
      words.symbol(last, ')') && words.is_any(last - 1, {"true", "false"}) && words.symbol(last - 2, ',')) {
    std::string name(words.text(function + 2).substr(1));
    name.pop_back();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; });
    return setting(name, words.between(0, last - 1) + " false)",
                   words.is(last - 1, "true") ? words.rest(0) : std::string());
  }
  return StatementRole();
}

StatementRole role_of_database(const Words& words) {
  if (words.is(0, "alter")) return skipped_with_warning("ALTER DATABASE");
  const std::string verb = words.is(0, "create") ? "CREATE" : "DROP";
  return refused(verb + " DATABASE",
                 "pgplumb manages the objects inside of a database; for a dump, leave out pg_dump's --create");
}

bool is_role_kind(const Words& words, std::size_t index) {
  return words.is_any(index, {"role", "user", "group"}) && !words.is(index + 1, "mapping");
}

StatementRole roles(const std::string& what) {
  return problem(StatementPurpose::roles, Severity::information, "roles-not-managed", what + " is no part of a plan",
                 "roles belong to the server and are not managed; they are made in the scratch only");
}

// GRANT and REVOKE: privileges ON something, or membership in a role.
StatementRole role_of_grant(const Words& words) {
  if (words.has({"on", "database"}) || words.has({"on", "tablespace"}) || words.has({"on", "parameter"}))
    return skipped_with_warning(words.is(0, "grant") ? "GRANT on what belongs to the server"
                                                     : "REVOKE on what belongs to the server");
  for (std::size_t index = 1; index < words.size(); ++index) {
    if (words.is(index, "on")) {
      StatementRole role;
      role.declares_privileges = true;
      role.batchable = true;
      role.covers_all = words.is(index + 1, "all") && words.are(index + 3, {"in", "schema"});
      return role;
    }
  }
  return roles(words.is(0, "grant") ? "GRANT of a role" : "REVOKE of a role");
}

bool without_connecting(const Words& words) {
  for (std::size_t index = 3; index < words.size(); ++index)
    if (words.is(index, "connect") && words.symbol(index + 1, '=') &&
        (words.is(index + 2, "false") || (words.is_string(index + 2) && words.text(index + 2) == "'false'")))
      return true;
  return false;
}

std::string last_part_of_name(const Words& words, std::size_t at) {
  if (!words.is_name(at)) return {};
  while (words.symbol(at + 1, '.') && words.is_name(at + 2)) at += 2;
  return words.name(at);
}

// Of CREATE [...] KIND [...] name. What has no name of its own kind (casts) or one behind other words answers nothing.
std::string created_name(const Words& words) {
  std::size_t at = 1;
  while (
      words.is_any(at, {"or", "replace", "global", "local", "temp", "temporary", "unlogged", "unique", "materialized",
                        "recursive", "foreign", "trusted", "procedural", "constraint", "event", "default"}))
    ++at;
  if (!words.is_any(
          at, {"table",  "view",      "type",     "domain",      "function",   "procedure", "aggregate", "sequence",
               "schema", "extension", "index",    "collation",   "conversion", "operator",  "server",    "trigger",
               "policy", "rule",      "language", "publication", "statistics", "role",      "user",      "group"}))
    return {};
  for (++at; words.is_any(at, {"if", "not", "exists", "concurrently", "class", "family", "only", "authorization"});)
    ++at;
  return last_part_of_name(words, at);
}

std::string arguments_of(const Words& words, std::size_t kind) {
  if (!words.is_any(kind, {"function", "procedure", "aggregate"})) return {};
  std::size_t at = kind;
  while (at < words.size() && !words.symbol(at, '(')) ++at;
  std::string arguments;
  int depth = 0;
  for (; at < words.size(); ++at) {
    depth += words.symbol(at, '(') ? 1 : words.symbol(at, ')') ? -1 : 0;
    if (depth == 0) break;
    arguments += std::string(words.text(at)) + " ";
  }
  return arguments;
}

// CREATE ... AS and what fills itself run expressions, which may leave something behind until the end of their
// transaction; so does what is gone with it.
bool runs_something(const Words& words, std::size_t kind) {
  if (words.has({"on", "commit"}) || words.is(kind, "materialized")) return true;
  int depth = 0;
  bool table = false;
  for (std::size_t at = kind; at < words.size(); ++at) {
    if (words.symbol(at, '(')) ++depth;
    if (words.symbol(at, ')')) --depth;
    if (depth > 0) continue;
    if (!table && !words.is_any(at, {"global", "local", "temp", "temporary", "unlogged", "table"})) return false;
    table |= words.is(at, "table");
    if (table && words.is(at, "as")) return true;
  }
  return false;
}

// Whether each action of an ALTER drops something. Lists of publications and operator families name it once.
bool only_drops(const Words& words) {
  const bool named_once = words.is_any(1, {"publication", "operator"});
  int depth = 0;
  bool drops = false;
  for (std::size_t at = 2; at < words.size(); ++at) {
    if (words.symbol(at, '(')) ++depth;
    if (words.symbol(at, ')')) --depth;
    if (words.is(at, "drop")) drops = true;
    if (depth > 0 || !words.symbol(at, ',') || named_once) continue;
    if (!drops) return false;
    drops = false;
  }
  return drops;
}

StatementRole role_of_create_alter_drop(const Words& words) {
  std::size_t kind = 1;
  if (words.are(1, {"or", "replace"})) kind = 3;
  if (words.is(kind, "database")) return role_of_database(words);
  if (words.is(kind, "system")) return refused("ALTER SYSTEM", "settings of the server belong into its configuration");
  if (words.is(kind, "tablespace"))
    return refused("a statement on a tablespace", "tablespaces belong to the server; create them there once, by hand");
  // A subscription that may connect would make a replication slot on another server, or start to copy from it.
  if (words.is(kind, "subscription") && ((words.is(0, "create") && !without_connecting(words)) ||
                                         (words.is(0, "alter") && (words.is(3, "enable") || words.is(3, "refresh")))))
    return refused("a subscription that connects", "create it WITH (connect = false)");
  if (is_role_kind(words, kind)) {
    StatementRole role = roles("a statement on a role");
    if (words.is(0, "create")) role.created = created_name(words);
    return role;
  }

  StatementRole role;
  role.creates = words.is(0, "create");
  if (role.creates) role.created = created_name(words);
  if (role.creates) role.arguments = arguments_of(words, kind);
  if (kind == 3) role.or_replace = {words.begin(1), words.end(2)};
  role.drops = words.is(0, "drop");
  const bool alone =
      words.is_any(2, {"concurrently"}) || words.is_any(3, {"concurrently"}) || words.has({"detach", "partition"});
  role.batchable = !alone && !(role.creates && runs_something(words, kind));
  if (words.are(kind, {"event", "trigger"}) && !role.drops) role.purpose = StatementPurpose::event_trigger;
  if (role.creates && words.is(kind, "schema")) {
    role.creates_schema = true;
    role.declares_owners = words.has({"authorization"}, kind + 1);
    role.declares_privileges = words.has({"grant"}, kind + 1);
  }
  if (words.is(kind, "extension") && words.has({"version"}, kind + 2)) role.declares_version = role.created;
  if (!words.is(0, "alter")) return role;
  if (words.is(1, "extension") && words.are(3, {"update", "to"})) role.declares_version = words.name(2);
  role.declares_owners = words.has({"owner", "to"});
  if (words.are(1, {"default", "privileges"})) role.declares_privileges = true;
  role.drops = only_drops(words);
  for (const std::size_t at : {std::size_t{2}, std::size_t{3}})
    if (!role.drops && words.are(at, {"if", "exists"}))
      role.only_if_exists = last_part_of_name(words, words.is(at + 2, "only") ? at + 3 : at + 2);
  return role;
}

StatementRole role_of_comment(const Words& words) {
  if (words.are(1, {"on", "database"})) return skipped_with_warning("COMMENT ON DATABASE");
  if (words.are(1, {"on", "tablespace"})) return skipped_with_warning("COMMENT ON TABLESPACE");
  if (words.are(1, {"on", "role"})) return roles("COMMENT ON ROLE");
  StatementRole role;
  role.batchable = true;
  if (words.are(1, {"on", "event", "trigger"})) role.purpose = StatementPurpose::event_trigger;
  return role;
}

StatementRole role_of_transaction(const Words& words) {
  if (words.are(0, {"prepare", "transaction"}) || words.are(1, {"prepared"}))
    return refused("two-phase commit", "remove it; files are loaded in transactions of pgplumb's own");
  if (words.is_any(0, {"begin", "start"})) return transaction(TransactionControl::begin);
  // SAVEPOINT name; RELEASE [SAVEPOINT] name; ROLLBACK [WORK | TRANSACTION] TO [SAVEPOINT] name
  for (const auto& [word, control] :
       {std::pair("savepoint", TransactionControl::savepoint), std::pair("release", TransactionControl::release),
        std::pair("to", TransactionControl::rollback_to)})
    for (std::size_t at = 0; at < words.size(); ++at)
      if (words.is(at, word) && (control == TransactionControl::rollback_to || at == 0)) {
        StatementRole role = transaction(control);
        if (words.is(at + 1, "savepoint") && words.is_name(at + 2)) ++at;
        if (words.is_name(at + 1)) role.savepoint = words.name(at + 1);
        return role;
      }
  StatementRole role =
      transaction(words.is_any(0, {"rollback", "abort"}) ? TransactionControl::rollback : TransactionControl::commit);
  role.chain = words.has({"and", "chain"});
  return role;
}

}  // namespace

StatementRole role_of(std::string_view text) {
  const Words words(text);
  if (words.is_any(0, {"create", "alter", "drop"})) return role_of_create_alter_drop(words);
  if (words.is(0, "set")) return role_of_set(words);
  if (words.is(0, "reset")) return role_of_reset(words);
  if (words.are(0, {"discard", "all"})) return setting("", "");
  if (words.is(0, "discard") && words.is_any(1, {"temp", "temporary"})) return StatementRole();
  if (words.is_any(0, {"grant", "revoke"})) return role_of_grant(words);
  if (words.is(0, "comment")) return role_of_comment(words);
  if (words.is(0, "select")) return role_of_select(words);
  if (words.is_any(0, {"insert", "update", "delete", "merge", "truncate"})) return data();
  if (words.is(0, "copy")) {
    if (words.has({"from", "stdin"})) {
      StatementRole role = data();
      role.takes_data = true;
      return role;
    }
    if (words.has({"to"})) return skipped();
    return refused("COPY from a file of the server",
                   "put the data behind COPY ... FROM stdin, or load it outside of the schema files");
  }
  if (words.is(0, "with"))
    return words.has({"insert", "into"}) || words.has({"delete", "from"}) || words.has({"merge", "into"}) ||
                   (words.has({"update"}) && !words.has({"for", "update"}))
               ? data()
               : StatementRole();
  if (words.is_any(0, {"begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"}) ||
      words.are(0, {"prepare", "transaction"}))
    return role_of_transaction(words);
  if (words.is(0, "vacuum")) return refused("VACUUM", "it says nothing about the schema; remove it");
  if (words.is_any(0, {"analyze", "analyse", "reindex", "checkpoint", "discard", "lock", "explain", "show", "values",
                       "table", "listen", "unlisten", "notify", "fetch", "move", "close"}))
    return skipped();
  if (words.are(0, {"security", "label"}) &&
      (words.has({"on", "role"}) || words.has({"on", "database"}) || words.has({"on", "tablespace"})))
    return skipped_with_warning("SECURITY LABEL on what belongs to the server");
  StatementRole role;
  role.declares_owners = words.are(0, {"reassign", "owned"});
  role.drops = role.declares_owners;
  return role;
}

std::vector<std::string> schemas_of_search_path(std::string_view sql) {
  std::vector<std::string> schemas;
  for (const Token& token : sql::without_comments(sql::tokenize(sql).tokens)) {
    const std::string_view text = sql::token_text(sql, token);
    if (sql::is_name(token)) {
      schemas.push_back(sql::name_of(text));
    } else if (token.kind == sql::TokenKind::string && text.size() > 2) {
      // A list within a string, or one name.
      const std::string_view list = text.substr(1, text.size() - 2);
      for (const Token& inner : sql::tokenize(list).tokens)
        if (sql::is_name(inner)) schemas.push_back(sql::name_of(sql::token_text(list, inner)));
    }
  }
  return schemas;
}

}  // namespace pgplumb::sources
