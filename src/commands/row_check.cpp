#include "commands/row_check.hpp"

#include <fmt/core.h>

#include <functional>
#include <set>

#include "base/words.hpp"
#include "plan/hazards.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::commands {

namespace {

constexpr int most_counted = 1000;
// How a demand for no row at all is asked: of how many there are, one is enough.
constexpr std::string_view any_row = " LIMIT 1";

bool wants_no_row(const plan::Danger& danger) {
  return danger.query.ends_with(any_row);
}

using Visit = std::function<void(const plan::Step&, const plan::Danger&, const std::string& section)>;

/// `section`: a manual section that runs before, and may have done away with what is in the way.
void for_each_demand(const plan::Plan& plan, const Visit& visit) {
  std::string section;
  for (const plan::Batch& batch : plan.batches) {
    if (batch.manual) section = batch.manual->name;
    for (const plan::Step& step : batch.steps)
      for (const plan::Danger& danger : step.dangers)
        if (danger.hazard == word(plan::HazardKind::depends_on_rows)) visit(step, danger, section);
  }
}

Diagnostic warning(const char* code, const plan::Step& step, const plan::Danger& danger, std::string message,
                   std::string hint) {
  return {Severity::warning, code, step.position, danger.object, std::move(message), std::move(hint)};
}

std::string number(long count) {
  return count > most_counted ? fmt::format("more than {},000", most_counted / 1000) : std::to_string(count);
}

std::string unless(const std::string& section) {
  return section.empty() ? "" : " unless manual section \"" + section + "\" does away with them";
}

Diagnostic in_the_way(const plan::Step& step, const plan::Danger& danger, long count, const std::string& section) {
  const std::string rows = wants_no_row(danger) ? "rows are" : count == 1 ? "1 row is" : number(count) + " rows are";
  return warning("rows-in-the-way", step, danger,
                 fmt::format("step {} will fail{}: in {}, {} in the way of \"{}\"", step.number, unless(section),
                             danger.object, rows, danger.demand),
                 "see what is in the way: " + danger.query + ";");
}

/// How many arguments stand in the parentheses that open at token `open`.
int arguments(const std::string& query, const std::vector<sql::Token>& tokens, std::size_t open) {
  int depth = 0;
  int commas = 0;
  for (std::size_t at = open; at < tokens.size(); ++at) {
    const auto is = [&](char symbol) { return sql::is_symbol(query, tokens[at], symbol); };
    if (is('(') || is('[')) ++depth;
    if ((is(')') || is(']')) && --depth == 0) return at == open + 1 ? 0 : commas + 1;
    if (is(',') && depth == 1) ++commas;
  }
  return commas + 1;
}

/// The functions that `query` calls, ('lower', 1), by their bare names; words of SQL before a parenthesis among them.
/// The server writes those of pg_catalog without it: where it stands, we have written it.
std::string called_functions(const std::string& query) {
  std::set<std::string> calls;
  const std::vector<sql::Token> tokens = sql::tokenize(query).tokens;
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
    if (!sql::is_name(tokens[at]) || !sql::is_symbol(query, tokens[at + 1], '(')) continue;
    const std::string name = sql::name_of(sql::token_text(query, tokens[at]));
    static const std::set<std::string> ours = {"abs", "count", "length", "round", "rtrim"};
    const bool qualified = at > 1 && sql::is_word(query, tokens[at - 2], "pg_catalog");
    if (!qualified || !ours.contains(name))
      calls.insert("(" + sql::literal(name) + ", " + std::to_string(arguments(query, tokens, at + 1)) + ")");
  }
  std::string list;
  for (const std::string& call : calls) list += (list.empty() ? "" : ", ") + call;
  return list;
}

class Inquiry {
 public:
  Inquiry(postgres::Connection& live, const std::string& limit) : live_(live), limit_(limit) {}

  /// How many rows are in the way, or why nobody knows.
  struct Answer {
    long count = 0;
    std::string unknown;
  };

  Answer ask(const std::string& query) {
    if (query.empty()) return {0, "no query of the database as it is can say"};
    if (!calls_immutable_alone(query)) return {0, "its query calls functions that are not IMMUTABLE"};
    live_.execute(
        "BEGIN TRANSACTION READ ONLY; SET LOCAL search_path = ''; SET LOCAL row_security = off; SET LOCAL "
        "statement_timeout = " +
        sql::literal(limit_));
    try {
      const postgres::Rows answer =
          live_.execute("SELECT pg_catalog.count(*) FROM (SELECT 1 FROM (" + query + ") AS q LIMIT " +
                        std::to_string(most_counted + 1) + ") AS rows_in_the_way");
      live_.execute("ROLLBACK");
      return {std::stol(answer.rows.at(0).at(0).value_or("0")), {}};
    } catch (const ServerError& error) {
      live_.execute("ROLLBACK");
      // Expressions that a stranger may have written, on values that are nobody's business: no text is passed on.
      if (error.sqlstate() == "57014") return {0, "its query took too long"};
      if (error.sqlstate() == "42501") return {0, "this role may not read all rows"};
      return {0, "its query ended with an error (SQLSTATE " + error.sqlstate() + ")"};
    }
  }

 private:
  bool calls_immutable_alone(const std::string& query) {
    const std::string called = called_functions(query);
    if (called.empty()) return true;
    const postgres::Rows answer = live_.execute(
        "SELECT EXISTS (SELECT FROM (VALUES " + called +
        ") v(name, arguments) JOIN pg_catalog.pg_proc p ON p.proname = v.name AND v.arguments >= p.pronargs - "
        "p.pronargdefaults AND (v.arguments <= p.pronargs OR p.provariadic <> 0) WHERE p.provolatile <> 'i')");
    return answer.rows.at(0).at(0) == "f";
  }

  postgres::Connection& live_;
  std::string limit_;
};

}  // namespace

RowCheck check_rows(postgres::Connection& live, const plan::Plan& plan, const std::string& limit,
                    std::vector<Diagnostic>& warnings) {
  RowCheck result;
  Inquiry inquiry(live, limit);
  for_each_demand(plan, [&](const plan::Step& step, const plan::Danger& danger, const std::string& section) {
    const Inquiry::Answer answer = inquiry.ask(danger.query);
    if (!answer.unknown.empty()) {
      ++result.unknown;
      warnings.push_back(warning("rows-not-checked", step, danger,
                                 fmt::format("nobody knows whether rows of {} are in the way of step {}, \"{}\": {}",
                                             danger.object, step.number, danger.demand, answer.unknown),
                                 danger.query.empty()
                                     ? std::string()
                                     : "ask it as whoever may, for as long as it takes: " + danger.query + ";"));
    } else if (answer.count > 0) {
      ++result.in_the_way;
      warnings.push_back(in_the_way(step, danger, answer.count, section));
    } else {
      ++result.met;
    }
  });
  return result;
}

std::vector<Diagnostic> columns_that_rows_lack(postgres::Connection& live, const plan::Plan& plan) {
  std::vector<Diagnostic> warnings;
  for_each_demand(plan, [&](const plan::Step& step, const plan::Danger& danger, const std::string& section) {
    if (!wants_no_row(danger)) return;
    static constexpr std::string_view beginning = "SELECT 1 FROM ";
    const std::string table =
        danger.query.substr(beginning.size(), danger.query.size() - beginning.size() - any_row.size());
    // Heirs and partitions get the column as well.
    const postgres::Rows answer = live.execute(
        "WITH RECURSIVE part(oid) AS (SELECT pg_catalog.to_regclass(" + sql::literal(table) +
        ")::pg_catalog.oid UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN part p ON i.inhparent = p.oid) "
        "SELECT EXISTS (SELECT FROM part JOIN pg_catalog.pg_class c ON c.oid = part.oid WHERE c.relkind = 'r' AND "
        "(c.reltuples > 0 OR c.relpages > 0))");
    if (answer.rows.at(0).at(0) != "t") return;
    warnings.push_back(
        warning("rows-in-the-way", step, danger,
                fmt::format("step {} will fail on the rows that are in {}{}: {}", step.number, danger.object,
                            unless(section), danger.demand.substr(danger.demand.find(": ") + 2)),
                "give it a default, or let it be NULL, fill it in a manual section, and require it in the next plan"));
  });
  return warnings;
}

}  // namespace pgplumb::commands
