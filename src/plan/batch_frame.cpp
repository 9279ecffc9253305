#include "plan/batch_frame.hpp"

#include "sql/identifier.hpp"
#include "sql/statements.hpp"

namespace pgplumb::plan {

BatchFrame frame_of(const Plan& plan, const Batch& batch) {
  const std::string timeout = sql::literal(plan.lock_timeout);
  // A manual section runs as it would if its author ran it: names are looked up along the search_path of the session.
  if (batch.manual) {
    if (batch.transaction) return {{"BEGIN", "SET LOCAL lock_timeout = " + timeout}, {"COMMIT"}};
    return {{"SET lock_timeout = " + timeout}, {"RESET lock_timeout"}};
  }
  if (batch.transaction) {
    return {{"BEGIN", "SET LOCAL lock_timeout = " + timeout, "SET LOCAL check_function_bodies = off",
             "SELECT pg_catalog.set_config('search_path', '', true)"},
            {"COMMIT"}};
  }
  // CREATE INDEX CONCURRENTLY and its like wait for every transaction that is open, however long, and block neither
  // reads nor writes while they do: a limit would only make them fail on a busy database.
  return {{"SET lock_timeout = 0", "SELECT pg_catalog.set_config('search_path', '', false)"},
          {"RESET search_path", "RESET lock_timeout"}};
}

std::vector<Message> messages_of(const Manual& manual) {
  std::vector<Message> messages;
  bool carries_data = false;
  try {
    for (sql::Statement& statement : sql::scan(manual.bytes, manual.position.file).statements) {
      carries_data = carries_data || !statement.copy_data.empty();
      messages.push_back({std::move(statement.text), std::move(statement.copy_data)});
    }
  } catch (const DiagnosedError&) {
    // The server says better what is wrong with it.
    return {{manual.bytes, ""}};
  }
  if (manual.transaction && !carries_data) return {{manual.bytes, ""}};
  return messages;
}

}  // namespace pgplumb::plan
