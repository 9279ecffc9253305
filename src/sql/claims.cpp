#include "sql/claims.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "sql/statement_pattern.hpp"

namespace pgplumb::sql {

namespace {

/// See sql/statement_pattern.hpp. Each `$` of a statement is an object, that of an action a part of one.
struct Rule {
  const char* pattern;
  const char* about;
  const char* says = "";  ///< nothing: its words
};

using Book = std::vector<std::pair<Pattern, Rule>>;

Book book_of(std::initializer_list<Rule> rules) {
  Book book;
  for (const Rule& rule : rules) book.emplace_back(Pattern(rule.pattern), rule);
  return book;
}

constexpr const char* existence = "existence";

// The first that fits holds.
const Book& statements() {
  static const Book book = book_of({
      {"CREATE [ OR REPLACE ] [ GLOBAL|LOCAL ] "
       "[ TEMP|TEMPORARY|UNLOGGED|UNIQUE|MATERIALIZED|RECURSIVE|FOREIGN|TRUSTED|CONSTRAINT|EVENT|DEFAULT ] "
       "[ PROCEDURAL ] AGGREGATE|COLLATION|CONVERSION|DOMAIN|EXTENSION|FUNCTION|INDEX|LANGUAGE|POLICY|PROCEDURE|"
       "PUBLICATION|RULE|SCHEMA|SEQUENCE|SERVER|STATISTICS|TABLE|TRIGGER|TYPE|VIEW "
       "[ CONCURRENTLY ] [ IF NOT EXISTS ] $",
       existence, "there is"},
      {"DROP [ MATERIALIZED|FOREIGN|EVENT|PROCEDURAL ] AGGREGATE|COLLATION|CONVERSION|DOMAIN|EXTENSION|FUNCTION|INDEX|"
       "LANGUAGE|POLICY|PROCEDURE|PUBLICATION|ROUTINE|RULE|SCHEMA|SEQUENCE|SERVER|STATISTICS|TABLE|TRIGGER|TYPE|VIEW "
       "[ CONCURRENTLY ] [ IF EXISTS ] $+",
       existence, "there is none"},
      {"GRANT * ON ALL ? IN SCHEMA $+", "privileges within", "granted"},
      {"REVOKE * ON ALL ? IN SCHEMA $+", "privileges within", "revoked"},
      {"GRANT * ON * $+ TO", "privileges", "granted"},
      {"REVOKE * ON * $+ FROM", "privileges", "revoked"},
      {"ALTER DEFAULT PRIVILEGES * REVOKE", "default privileges", "revoked"},
      {"ALTER DEFAULT PRIVILEGES * GRANT", "default privileges", "granted"},
      {"COMMENT ON * $ IS", "comment"},
      {"COMMENT ON * $ ( * ) IS", "comment"},
      {"SECURITY LABEL * ON * $ IS", "label"},
      {"ALTER * $ OWNER TO", "owner"},
      {"ALTER * $ ( * ) OWNER TO", "owner"},
      {"ALTER FUNCTION|PROCEDURE|ROUTINE $", "attributes"},
      {"ALTER PUBLICATION $ ADD", "members", "added"},
      {"ALTER PUBLICATION|POLICY|SERVER|STATISTICS $", "attributes"},
      {"ALTER EVENT TRIGGER $", "attributes"},
      {"ALTER FOREIGN DATA WRAPPER $", "attributes"},
      {"ALTER TEXT SEARCH DICTIONARY $", "attributes"},
  });
  return book;
}

// Of ALTER TABLE and its like, between the commas; the first that fits holds.
const Book& actions() {
  static const Book book = book_of({
      {"ALTER [ COLUMN ] $ SET|DROP DEFAULT", "default"},
      {"ALTER [ COLUMN ] $ SET|DROP NOT", "NOT NULL"},
      {"ALTER [ COLUMN ] $ [ SET DATA ] TYPE", "type"},
      {"ALTER [ COLUMN ] $ SET STATISTICS", "statistics"},
      {"ALTER [ COLUMN ] $ SET STORAGE", "storage"},
      {"ALTER [ COLUMN ] $ SET COMPRESSION", "compression"},
      {"ALTER [ COLUMN ] $ SET|DROP EXPRESSION", "expression"},
      {"ALTER [ COLUMN ] $ SET|RESET (", "options"},
      {"ALTER [ COLUMN ] $ OPTIONS (", "options"},
      {"ALTER [ COLUMN ] $ ADD|DROP|SET|RESTART", "identity"},
      {"ALTER CONSTRAINT $", "attributes"},
      {"ADD CONSTRAINT $", "constraint", "there is"},
      {"DROP CONSTRAINT [ IF EXISTS ] $", "constraint", "there is none"},
      {"SET|DROP DEFAULT", "default"},
      {"SET|DROP NOT", "NOT NULL"},
      {"ADD [ COLUMN|ATTRIBUTE ] [ IF NOT EXISTS ] $", "column", "there is"},
      {"DROP [ COLUMN|ATTRIBUTE ] [ IF EXISTS ] $", "column", "there is none"},
      {"ATTACH|DETACH PARTITION $", "partition"},
      {"INHERIT $", "parent", "there is"},
      {"NO INHERIT $", "parent", "there is none"},
      {"OWNER TO", "owner"},
      {"ENABLE|DISABLE ROW", "row security"},
      {"FORCE ROW", "forced row security"},
      {"NO FORCE ROW", "forced row security"},
      {"ENABLE|DISABLE", "triggers and rules"},
      {"REPLICA IDENTITY", "replica identity"},
      {"CLUSTER ON", "cluster"},
      {"SET WITHOUT CLUSTER", "cluster"},
      {"SET LOGGED|UNLOGGED", "persistence"},
      {"SET TABLESPACE", "tablespace"},
      {"SET ACCESS METHOD", "access method"},
      {"SET|RESET (", "options"},
      {"OPTIONS (", "options"},
  });
  return book;
}

// All that fit hold.
const Book& options_of_sequences() {
  static const Book book = book_of({
      {"* AS", "type"},
      {"* INCREMENT", "increment"},
      {"* MINVALUE", "least value"},
      {"* MAXVALUE", "greatest value"},
      {"* START", "start"},
      {"* CACHE", "cache"},
      {"* CYCLE", "cycle"},
      {"* OWNED", "column"},
  });
  return book;
}

class Reader {
 public:
  explicit Reader(std::string_view statement) : words_(statement) {}

  std::vector<Claim> read() {
    statement();
    if (words_.is(0, "alter")) alter();
    return std::move(claims_);
  }

 private:
  [[nodiscard]] std::string text(std::size_t at, std::size_t end) const {
    std::string text;
    for (; at < end; ++at) text += std::string(words_.text(at)) + " ";
    return text;
  }

  void statement() {
    Captures captures;
    for (const auto& [pattern, rule] : statements()) {
      if (!pattern.matches(words_, 0, words_.size(), captures)) continue;
      if (captures.empty()) captures.emplace_back();
      for (Name& object : captures) {
        std::string about = rule.about;
        if (words_.is(0, "comment")) about += " on " + std::string(words_.text(2));
        std::string says = *rule.says != '\0' ? rule.says : text(0, words_.size());
        claims_.push_back({std::move(about), std::move(object), std::move(says)});
      }
      return;
    }
  }

  void alter() {
    std::size_t at = words_.is(1, "materialized") || words_.is(1, "foreign") ? 2 : 1;
    const bool sequence = words_.is(at, "sequence");
    if (!sequence && std::none_of(kinds_.begin(), kinds_.end(), [&](const char* kind) { return words_.is(at, kind); }))
      return;
    ++at;
    const bool perhaps = words_.is(at, "if") && words_.is(at + 1, "exists");
    if (perhaps) at += 2;
    if (words_.is(at, "only")) ++at;
    if (words_.symbol(at, '(')) ++at;
    const Name object = words_.name(at);
    if (perhaps) claims_.push_back({existence, object, "changed"});
    while (words_.symbol(at, ')') || words_.symbol(at, '*')) ++at;
    if (sequence) match(options_of_sequences(), object, at, words_.size(), false);
    while (at < words_.size()) {
      std::size_t end = at;
      while (end < words_.size() && !words_.symbol(end, ',')) end = words_.behind(end);
      match(actions(), object, at, end, true);
      at = end + 1;
    }
  }

  void match(const Book& book, const Name& object, std::size_t at, std::size_t end, bool once) {
    Captures captures;
    for (const auto& [pattern, rule] : book) {
      if (!pattern.matches(words_, at, end, captures)) continue;
      std::string about = rule.about;
      if (!captures.empty()) about += " of " + captures.front().back();
      claims_.push_back({std::move(about), object, *rule.says != '\0' ? rule.says : text(at, end)});
      if (once) return;
    }
  }

  static constexpr std::array<const char*, 5> kinds_ = {"table", "view", "index", "domain", "type"};
  Words words_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> claims_of(std::string_view statement) {
  return Reader(statement).read();
}

bool contradict(const Claim& one, const Claim& other) {
  if (one.about != other.about || one.says == other.says) return false;
  const std::size_t parts = std::min(one.object.size(), other.object.size());
  return std::equal(one.object.end() - static_cast<std::ptrdiff_t>(parts), one.object.end(),
                    other.object.end() - static_cast<std::ptrdiff_t>(parts));
}

}  // namespace pgplumb::sql
