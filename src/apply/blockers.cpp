#include "apply/blockers.hpp"

#include <optional>

#include "base/characters.hpp"
#include "base/duration.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::apply {

namespace {

constexpr std::size_t longest_query = 60;

// Asked of whoever waits for a lock alone: pg_blocking_pids() stops all who take locks for a moment. 0 is a transaction
// that is prepared, which no session holds.
constexpr const char* blockers_query =
    "SELECT b.pid, a.usename, a.application_name, a.state, a.backend_type, "
    "(EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::bigint, a.query "
    "FROM pg_catalog.pg_stat_activity w "
    "CROSS JOIN LATERAL (SELECT DISTINCT u.pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) u (pid)) b "
    "LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid "
    "WHERE w.pid = $1::integer AND w.wait_event_type = 'Lock' ORDER BY a.xact_start, b.pid";

constexpr const char* progress_query =
    "SELECT phase, blocks_done, blocks_total, tuples_done, tuples_total, lockers_done, lockers_total "
    "FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1::integer";

using Row = std::vector<std::optional<std::string>>;

std::string who(const Row& row) {
  if (row[0] == "0") return "a prepared transaction (pg_prepared_xacts names it)";
  std::string facts;
  const auto add = [&](const std::string& fact) {
    if (!fact.empty()) facts += (facts.empty() ? "" : ", ") + sql::comment_text(fact);
  };
  add(row[1].value_or(row[4].value_or("")));
  add(row[2].value_or(""));
  add(row[3].value_or(""));
  if (row[5]) add("its transaction is " + rough(std::chrono::milliseconds(std::stoll(*row[5]))) + " old");
  return "process " + row[0].value_or("?") + (facts.empty() ? "" : " (" + facts + ")");
}

std::string cut(const std::string& text) {
  std::vector<std::size_t> begins;
  std::size_t at = 0;
  each_character(text, [&](const Character& /*character*/, std::string_view bytes) {
    begins.push_back(at);
    at += bytes.size();
  });
  return begins.size() <= longest_query ? text : text.substr(0, begins[longest_query - 3]) + "...";
}

}  // namespace

std::string without_literals(const std::string& query) {
  const std::string text = query.substr(0, query.find('\0'));
  std::string line;
  std::size_t end = 0;
  for (const sql::Token& token : sql::without_comments(sql::tokenize_up_to_failure(text).tokens)) {
    const std::string_view between = std::string_view(text).substr(end, token.begin - end);
    if (!line.empty() && between.find('\n') != std::string_view::npos) break;
    if (!line.empty() && !between.empty()) line += " ";
    const std::string_view word = token_text(text, token);
    const bool literal =
        token.kind == sql::TokenKind::string || (token.kind == sql::TokenKind::other && word.front() != '$');
    line += literal ? "'...'" : std::string(word);
    end = token.end;
  }
  return cut(sql::comment_text(line));
}

std::string to_string(const Blocker& blocker) {
  return blocker.who + (blocker.query.empty() ? "" : ": " + blocker.query);
}

std::vector<Blocker> blockers_of(postgres::Connection& connection, const std::string& process) {
  std::vector<Blocker> found;
  for (const Row& row : connection.query(blockers_query, {process}).rows) {
    // Who may not read it gets a text in angle brackets, and no state.
    const bool hidden = !row[3];
    found.push_back({who(row), hidden ? "" : without_literals(row[6].value_or(""))});
  }
  return found;
}

std::string index_progress_of(postgres::Connection& connection, const std::string& process) {
  const auto rows = connection.query(progress_query, {process}).rows;
  if (rows.empty() || !rows[0][0]) return {};
  const Row& row = rows[0];
  std::string text = *row[0];
  const auto add = [&](std::size_t done, const char* what) {
    if (row[done + 1] && *row[done + 1] != "0")
      text += ", " + row[done].value_or("0") + " of " + *row[done + 1] + " " + what;
  };
  add(1, "blocks");
  add(3, "rows");
  add(5, "transactions waited for");
  return text;
}

}  // namespace pgplumb::apply
