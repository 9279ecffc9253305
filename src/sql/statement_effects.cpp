#include "sql/statement_effects.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "sql/backfill.hpp"
#include "sql/kept_rights.hpp"
#include "sql/statement_pattern.hpp"
#include "sql/written_block.hpp"

namespace pgplumb::sql {

namespace {

using Type = Effect::Type;
using enum LockMode;

constexpr std::array<const char*, 9> mode_names = {
    "",      "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
    "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};

/// Who writes such statements.
enum class By { pgplumb, person };

/// What holds for statements that begin like `pattern`; see plan/statement_pattern.hpp. Each `$` is locked by `lock`.
struct Rule {
  const char* pattern;
  LockMode lock = none;
  std::vector<Type> does = {};
  By by = By::pgplumb;
};

// "Explicit Locking" and the pages of the commands in PostgreSQL's manual; test/sql/statement_effects_test.cpp holds
// the locks against a server's.
const std::vector<Rule>& statement_rules() {
  static const std::vector<Rule> rules = {
      {"CREATE [ UNIQUE ] INDEX CONCURRENTLY [ IF NOT EXISTS ] [ ? ] ON $", share_update_exclusive},
      {"CREATE [ UNIQUE ] INDEX [ IF NOT EXISTS ] [ ? ] ON $", share},
      {"CREATE [ UNLOGGED|TEMP|TEMPORARY ] TABLE|VIEW|SEQUENCE $", none, {Type::makes}},
      {"CREATE [ UNLOGGED|TEMP|TEMPORARY ] TABLE ? PARTITION OF $", access_exclusive},
      {"CREATE [ UNLOGGED|TEMP|TEMPORARY ] TABLE ? ( * ) INHERITS ( $+", share_update_exclusive},
      {"CREATE FOREIGN TABLE $", none, {Type::makes}},
      {"CREATE FOREIGN TABLE ? PARTITION OF $", access_exclusive},
      {"CREATE RECURSIVE|MATERIALIZED VIEW $", none, {Type::makes}},
      {"CREATE OR REPLACE [ RECURSIVE ] VIEW $", access_exclusive},
      {"CREATE [ OR REPLACE ] [ CONSTRAINT ] TRIGGER ? * ON $", share_row_exclusive},
      {"CREATE [ OR REPLACE ] RULE ? AS ON SELECT|INSERT|UPDATE|DELETE TO $", access_exclusive},
      {"CREATE|ALTER|DROP POLICY [ IF EXISTS ] ? ON $", access_exclusive},
      {"CREATE STATISTICS * FROM $", share_update_exclusive},
      {"ALTER TRIGGER|RULE ? ON $ RENAME", access_exclusive},
      {"DROP TRIGGER|RULE [ IF EXISTS ] ? ON $", access_exclusive},
      {"DROP TABLE|VIEW|SEQUENCE|INDEX [ IF EXISTS ] $+", access_exclusive, {Type::drops}},
      {"DROP MATERIALIZED|FOREIGN VIEW|TABLE [ IF EXISTS ] $+", access_exclusive, {Type::drops}},
      {"DROP INDEX CONCURRENTLY [ IF EXISTS ] $+", share_update_exclusive, {Type::drops}},
      {"COMMENT ON TABLE|VIEW|SEQUENCE $", share_update_exclusive},
      {"COMMENT ON MATERIALIZED|FOREIGN VIEW|TABLE $", share_update_exclusive},
      {"SELECT PG_CATALOG . SETVAL ( * , LAST_VALUE , IS_CALLED ) FROM $", none, {Type::counts_from}},
      {"ALTER SCHEMA $ RENAME TO", none, {Type::renames}},
      // What persons write in their sections.
      {"TRUNCATE [ TABLE ] $+", access_exclusive, {Type::empties}, By::person},
      {"DELETE FROM $", row_exclusive, {Type::empties}, By::person},
      {"UPDATE $", row_exclusive, {}, By::person},
      {"MERGE INTO $ * THEN DELETE", row_exclusive, {Type::empties}, By::person},
      {"INSERT|MERGE INTO $", row_exclusive, {}, By::person},
      {"COPY $ [ ( * ) ] FROM", row_exclusive, {}, By::person},
      {"REFRESH MATERIALIZED VIEW CONCURRENTLY $", exclusive, {}, By::person},
      {"REFRESH MATERIALIZED VIEW $", access_exclusive, {Type::rewrites}, By::person},
      {"CLUSTER [ VERBOSE ] $", access_exclusive, {Type::rewrites}, By::person},
      {"CLUSTER ( * ) $", access_exclusive, {Type::rewrites}, By::person},
      {"VACUUM FULL [ FREEZE ] [ VERBOSE ] [ ANALYZE ] $+", access_exclusive, {Type::rewrites}, By::person},
      {"VACUUM ( * FULL * ) $+", access_exclusive, {Type::rewrites}, By::person},
      {"VACUUM [ FREEZE ] [ VERBOSE ] [ ANALYZE ] $+", share_update_exclusive, {}, By::person},
      {"VACUUM|ANALYZE ( * ) $+", share_update_exclusive, {}, By::person},
      {"ANALYZE [ VERBOSE ] $+", share_update_exclusive, {}, By::person},
      {"REINDEX [ ( * ) ] TABLE $", share, {}, By::person},
      {"REINDEX [ ( * ) ] INDEX $", access_exclusive, {}, By::person},
      {"REINDEX [ ( * ) ] TABLE|INDEX CONCURRENTLY $", share_update_exclusive, {}, By::person},
      // Locks no relation that it names, or none that keeps others waiting.
      {"ALTER AGGREGATE|COLLATION|CONVERSION|DOMAIN|EXTENSION|FUNCTION|LANGUAGE|OPERATOR|PROCEDURE|PUBLICATION"},
      {"ALTER ROUTINE|SCHEMA|SERVER|STATISTICS|TYPE"},
      {"ALTER DEFAULT PRIVILEGES"},
      {"ALTER EVENT TRIGGER"},
      {"ALTER FOREIGN DATA WRAPPER"},
      {"ALTER PROCEDURAL LANGUAGE"},
      {"ALTER TEXT SEARCH"},
      {"ALTER USER MAPPING"},
      {"COMMENT ON"},
      {"CREATE [ OR REPLACE ] AGGREGATE|FUNCTION|PROCEDURE|TRANSFORM"},
      {"CREATE [ OR REPLACE ] [ TRUSTED ] [ PROCEDURAL ] LANGUAGE"},
      {"CREATE [ DEFAULT ] CONVERSION"},
      {"CREATE ACCESS METHOD"},
      {"CREATE CAST|COLLATION|DOMAIN|EXTENSION|OPERATOR|PUBLICATION|SCHEMA|SERVER|STATISTICS|TYPE"},
      {"CREATE EVENT TRIGGER"},
      {"CREATE FOREIGN DATA WRAPPER"},
      {"CREATE TEXT SEARCH"},
      {"CREATE USER MAPPING"},
      {"DROP ACCESS METHOD"},
      {"DROP AGGREGATE|CAST|COLLATION|CONVERSION|DOMAIN|EXTENSION|FUNCTION|LANGUAGE|OPERATOR|PROCEDURE|PUBLICATION"},
      {"DROP ROUTINE|SCHEMA|SERVER|STATISTICS|TRANSFORM|TYPE"},
      {"DROP EVENT TRIGGER"},
      {"DROP FOREIGN DATA WRAPPER"},
      {"DROP PROCEDURAL LANGUAGE"},
      {"DROP TEXT SEARCH"},
      {"DROP USER MAPPING"},
      {"GRANT"},
      {"REVOKE"},
      {"RESET ROLE"},
      {"SET LOCAL ROLE"},
  };
  return rules;
}

/// Actions of ALTER TABLE and its like; the first that fits holds. `lock` is that on the relation of the statement,
/// `other` that on the relation that the action names.
struct Action {
  const char* of;  ///< "table" for all but indexes and sequences
  const char* pattern;
  LockMode lock = access_exclusive;
  std::vector<Type> does = {};
  LockMode other = none;
};

// "ALTER TABLE" in PostgreSQL's manual: ACCESS EXCLUSIVE unless it says otherwise.
const std::vector<Action>& actions() {
  static const std::vector<Action> list = {
      {"table", "ADD [ CONSTRAINT ? ] FOREIGN KEY", share_row_exclusive},
      {"table", "ADD CONSTRAINT|CHECK|PRIMARY|UNIQUE|EXCLUDE|FOREIGN|NOT"},
      {"table",
       "ADD [ COLUMN ] $ * GENERATED ALWAYS AS ( * ) STORED",
       access_exclusive,
       {Type::adds_column, Type::rewrites}},
      {"table",
       "ADD [ COLUMN ] $ * GENERATED ALWAYS AS IDENTITY",
       access_exclusive,
       {Type::adds_column, Type::rewrites}},
      {"table",
       "ADD [ COLUMN ] $ * GENERATED BY DEFAULT AS IDENTITY",
       access_exclusive,
       {Type::adds_column, Type::rewrites}},
      {"table", "ADD [ COLUMN ] $", access_exclusive, {Type::adds_column}},
      {"table", "ALTER [ COLUMN ] ? SET STATISTICS", share_update_exclusive},
      {"table", "ALTER [ COLUMN ] ? SET|RESET (", share_update_exclusive},
      {"table", "ALTER [ COLUMN ] $ DROP IDENTITY", access_exclusive, {Type::drops_identity}},
      {"table", "ALTER [ COLUMN ] $ RESTART", access_exclusive, {Type::restarts}},
      {"table", "ATTACH PARTITION $", share_update_exclusive, {}, access_exclusive},
      {"table", "CLUSTER ON", share_update_exclusive},
      {"table", "DETACH PARTITION $ CONCURRENTLY", share_update_exclusive, {}, none},
      {"table", "DETACH PARTITION $ FINALIZE", share_update_exclusive, {}, none},
      {"table", "DETACH PARTITION $", access_exclusive, {}, access_exclusive},
      {"table", "DROP CONSTRAINT"},
      {"table", "DROP [ COLUMN ] [ IF EXISTS ] $", access_exclusive, {Type::drops_column}},
      {"table", "ENABLE|DISABLE [ REPLICA|ALWAYS ] TRIGGER", share_row_exclusive},
      {"table", "INHERIT $", access_exclusive, {}, share_update_exclusive},
      {"table", "NO INHERIT", access_exclusive},
      {"table", "RENAME CONSTRAINT", access_exclusive},
      {"table", "RENAME TO $", access_exclusive, {Type::renames}},
      {"table", "RENAME [ COLUMN ] $ TO $", access_exclusive, {Type::renames_column}},
      {"table", "RESET|SET (", share_update_exclusive},
      {"table", "SET ACCESS METHOD", access_exclusive, {Type::rewrites}},
      {"table", "SET LOGGED|UNLOGGED", access_exclusive, {Type::rewrites}},
      {"table", "SET SCHEMA $", access_exclusive, {Type::moves}},
      {"table", "SET TABLESPACE", access_exclusive, {Type::rewrites}},
      {"table", "SET WITHOUT CLUSTER", share_update_exclusive},
      {"table", "VALIDATE CONSTRAINT", share_update_exclusive},
      {"table", "", access_exclusive},
      {"index", "ATTACH PARTITION", share_update_exclusive},
      {"index", "ALTER [ COLUMN ]", share_update_exclusive},
      {"index", "RENAME TO $", share_update_exclusive, {Type::renames}},
      {"index", "SET SCHEMA $", access_exclusive, {Type::moves}},
      {"index", "SET TABLESPACE", access_exclusive, {Type::rewrites}},
      {"index", "SET|RESET (", share_update_exclusive},
      {"index", "", none},
      {"sequence", "OWNER TO"},
      {"sequence", "RENAME TO $", access_exclusive, {Type::renames}},
      {"sequence", "SET SCHEMA $", access_exclusive, {Type::moves}},
      {"sequence", "SET LOGGED|UNLOGGED"},
      {"sequence", "* RESTART", share_row_exclusive, {Type::restarts}},
      {"sequence", "", share_row_exclusive},
  };
  return list;
}

// Patterns are made once.
template <typename Known>
class Book {
 public:
  using Entry = std::pair<Pattern, const Known*>;
  explicit Book(const std::vector<Known>& known) {
    for (const Known& one : known) entries_.emplace_back(Pattern(one.pattern), &one);
  }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

std::string small(std::string_view text) {
  std::string result;
  for (const char c : text) result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

class Reader {
 public:
  explicit Reader(const std::string& statement) : statement_(statement), words_(statement) {}

  Effects read() {
    begins();
    if (several()) return std::move(found_);
    if (words_.is(0, "do")) {
      block();
    } else if (words_.is(0, "lock")) {
      lock();
    } else if (!alter()) {
      statement(0, words_.size());
      index();
      references(0);
      data_within();
    }
    if ((words_.is(0, "drop") || words_.is(0, "truncate")) && words_.is(words_.size() - 1, "cascade"))
      found_.cascades = true;
    not_written();
    // What it makes is new to the rest of it.
    std::stable_partition(found_.effects.begin(), found_.effects.end(),
                          [](const Effect& one) { return one.type == Type::makes; });
    return std::move(found_);
  }

 private:
  void begins() {
    for (std::size_t at = 0; at < std::min<std::size_t>(2, words_.size()); ++at) {
      if (at > 0 && !std::isalpha(static_cast<unsigned char>(words_.text(at).front()))) break;
      for (const char c : (at > 0 ? " " : "") + small(words_.text(at)))
        found_.begins += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }

  // Only the body of a routine holds semicolons.
  [[nodiscard]] bool several() const {
    Captures captures;
    static const Pattern routine("CREATE [ OR REPLACE ] FUNCTION|PROCEDURE");
    if (routine.matches(words_, 0, words_.size(), captures)) return false;
    // Inside of parentheses stand the actions of a rule.
    for (std::size_t at = 0; at < words_.size(); at = words_.behind(at))
      if (words_.symbol(at, ';')) return true;
    return false;
  }

  // Of the sorts that pgplumb writes, and yet nothing that it writes.
  void not_written() {
    // Whether it does anything, its text does not say.
    for (std::size_t at = 1; at < std::min<std::size_t>(5, words_.size()); ++at)
      if (words_.is(at, "if") && (words_.is(at + 1, "exists") || words_.is(at + 1, "not")) && !words_.is(0, "do"))
        found_.known = found_.known && words_.is(at - 1, "constraint");
    if (words_.is(0, "alter") && words_.is(1, "type"))
      for (std::size_t at = 2; at < words_.size(); ++at) found_.cascades |= words_.is(at, "cascade");
    if (made_of_query_) found_.known = false;
  }

  Effect& add(Type type, const Name& name, LockMode lock = none) {
    Effect& effect = found_.effects.emplace_back();
    effect.type = type;
    effect.name = name;
    effect.noun = noun_;
    effect.lock = lock;
    return effect;
  }

  void statement(std::size_t at, std::size_t end) {
    static const Book<Rule> book(statement_rules());
    Captures captures;
    std::size_t noun = at + 1;
    while (words_.is(noun, "unlogged") || words_.is(noun, "temp") || words_.is(noun, "temporary")) ++noun;
    noun_ = noun < end ? small(words_.text(noun)) : "";
    if ((noun_ == "materialized" || noun_ == "foreign") && noun + 1 < end) noun_ += " " + small(words_.text(noun + 1));
    for (const auto& [pattern, rule] : book.entries()) {
      if (!pattern.matches(words_, at, end, captures)) continue;
      found_.known = found_.known || rule->by == By::pgplumb;
      for (const Name& name : captures) {
        if (rule->lock != none) add(Type::locks, name, rule->lock).noun = relation_noun();
        for (const Type type : rule->does) {
          Effect& effect = add(type, name);
          if (type == Type::empties || type == Type::rewrites || type == Type::counts_from)
            effect.noun = relation_noun();
          if (type != Type::renames) continue;
          std::size_t behind = at + 2;
          (void)words_.name(behind);
          behind += 2;
          if (const Name to = words_.name(behind); !to.empty()) effect.to = to.back();
        }
      }
    }
  }

  // What a statement locks is a table where it says nothing else.
  [[nodiscard]] std::string relation_noun() const {
    static const std::vector<std::string> nouns = {"view",  "sequence",     "materialized view", "foreign table",
                                                   "index", "foreign view", "materialized table"};
    const bool said = std::find(nouns.begin(), nouns.end(), noun_) != nouns.end();
    return said && !words_.is(0, "create") ? noun_ : "table";
  }

  void index() {
    static const Pattern named("CREATE [ UNIQUE ] INDEX [ CONCURRENTLY ] $ ON $");
    Captures captures;
    if (!named.matches(words_, 0, words_.size(), captures)) return;
    Name name = captures[1];
    name.back() = captures[0].back();
    add(Type::makes, name);
  }

  // The table that a foreign key asks.
  void references(std::size_t from) {
    if (!words_.is(0, "create") && !words_.is(0, "alter")) return;
    if (words_.is(0, "create") && noun_ != "table" && noun_ != "foreign table") return;
    for (std::size_t at = from; at < words_.size(); ++at) {
      if (!words_.is(at, "references")) continue;
      std::size_t behind = at + 1;
      if (const Name name = words_.name(behind); !name.empty())
        add(Type::locks, name, share_row_exclusive).noun = "table";
    }
  }

  // WITH gone AS (DELETE ...) SELECT ..., EXPLAIN ANALYZE DELETE ...
  void data_within() {
    static const Pattern table("CREATE [ UNLOGGED|TEMP|TEMPORARY ] TABLE [ IF NOT EXISTS ] ? * AS");
    Captures captures;
    made_of_query_ = noun_ == "table" && table.matches(words_, 0, words_.size(), captures);
    if (!made_of_query_ && (found_.known || !found_.effects.empty())) return;
    for (std::size_t at = 1; at < words_.size(); ++at)
      for (const char* word : {"delete", "update", "insert", "merge", "truncate"})
        if (words_.is(at, word)) statement(at, words_.size());
  }

  void block() {
    const std::optional<Backfill> backfill = backfill_of(statement_);
    found_.known = backfill || is_written_block(words_) || keeps_rights(statement_);
    if (!backfill) return;
    noun_ = noun::table;
    add(Type::locks, {backfill->schema, backfill->table}, row_exclusive);
    add(Type::fills, {backfill->schema, backfill->table}).to = backfill->column;
  }

  void lock() {
    Captures captures;
    static const Pattern pattern("LOCK [ TABLE ] $+");
    if (!pattern.matches(words_, 0, words_.size(), captures)) return;
    std::string name;
    std::size_t at = words_.size();
    while (at > 0 && !words_.is(at - 1, "in")) --at;
    for (; at > 0 && at < words_.size() && !words_.is(at, "mode"); ++at) {
      name += name.empty() ? "" : " ";
      for (const char c : words_.text(at)) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    const LockMode mode = lock_mode(name);
    for (const Name& relation : captures)
      add(Type::locks, relation, mode == none ? access_exclusive : mode).noun = "table";
    found_.known = true;
  }

  bool alter() {
    static const std::map<std::string, Pattern> heads = {
        {"table", Pattern("ALTER TABLE [ IF EXISTS ] $")},
        {"view", Pattern("ALTER VIEW [ IF EXISTS ] $")},
        {"index", Pattern("ALTER INDEX [ IF EXISTS ] $")},
        {"sequence", Pattern("ALTER SEQUENCE [ IF EXISTS ] $")},
        {"foreign table", Pattern("ALTER FOREIGN TABLE [ IF EXISTS ] $")},
        {"materialized view", Pattern("ALTER MATERIALIZED VIEW [ IF EXISTS ] $")}};
    if (!words_.is(0, "alter")) return false;
    Captures captures;
    for (const auto& [noun, head] : heads) {
      if (!head.matches(words_, 0, words_.size(), captures)) continue;
      noun_ = noun;
      std::size_t at = 1;
      while (at < words_.size() && !is_head_end(at, captures.front())) ++at;
      relation_ = captures.front();
      begin_actions(at);
      found_.known = true;
      return true;
    }
    return false;
  }

  // Behind the words of the head stands the name.
  [[nodiscard]] bool is_head_end(std::size_t at, const Name& name) const {
    std::size_t behind = at;
    return words_.name(behind) == name;
  }

  void begin_actions(std::size_t at) {
    (void)words_.name(at);
    while (words_.symbol(at, ')') || words_.symbol(at, '*')) ++at;
    while (at < words_.size()) {
      std::size_t end = at;
      while (end < words_.size() && !words_.symbol(end, ',')) end = words_.behind(end);
      action(at, end);
      at = end + 1;
    }
    references(0);
  }

  void action(std::size_t at, std::size_t end) {
    static const Book<Action> book(actions());
    const std::string of = noun_ == "index" || noun_ == "sequence" ? noun_ : "table";
    Captures captures;
    for (const auto& [pattern, action] : book.entries()) {
      if (of != action->of || !pattern.matches(words_, at, end, captures)) continue;
      if (action->lock != none) add(Type::locks, relation_, action->lock);
      if (action->other != none) add(Type::locks, captures.front(), action->other).noun = "table";
      for (const Type type : action->does) act(type, captures);
      if (words_.is(at, "drop") && words_.is(end - 1, "cascade")) found_.cascades = true;
      return;
    }
  }

  void act(Type type, const Captures& captures) {
    // A foreign table has no rows here.
    if (type == Type::rewrites && noun_ == "foreign table") return;
    Effect& effect = add(type, relation_);
    if (type == Type::renames_column) effect.column = captures.front().back();
    if (!captures.empty()) effect.to = captures.back().back();
  }

  const std::string& statement_;
  Words words_;
  Effects found_;
  std::string noun_;
  Name relation_;
  bool made_of_query_ = false;  // CREATE TABLE ... AS: it may hold anything
};

}  // namespace

std::string to_string(LockMode mode) {
  return mode_names[static_cast<std::size_t>(mode)];
}

LockMode lock_mode(std::string_view name) {
  const auto* const found = std::find(mode_names.begin(), mode_names.end(), name);
  return found == mode_names.end() ? none : static_cast<LockMode>(found - mode_names.begin());
}

Effects effects_of(const std::string& statement) {
  return Reader(statement).read();
}

}  // namespace pgplumb::sql
