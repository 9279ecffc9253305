#include "plan/batch_frame.hpp"

#include "sql/identifier.hpp"
#include "sql/statements.hpp"

namespace pgplumb::plan {

namespace {

struct Setting {
  std::string name;
  std::string value;
};

std::vector<Setting> settings_of(const Plan& plan, const Batch& batch, Limits limits) {
  // CREATE INDEX CONCURRENTLY and its like wait for every transaction that is open, however long, and block neither
  // reads nor writes while they do: a limit would only make them fail on a busy database.
  const bool waits = batch.transaction || batch.manual;
  std::vector<Setting> settings{{"lock_timeout", waits ? sql::literal(plan.lock_timeout) : "0"}};
  if (limits == Limits::lifted) {
    settings.push_back({"statement_timeout", "0"});
    if (batch.transaction) settings.push_back({"idle_in_transaction_session_timeout", "0"});
    if (plan.server_major >= 17) settings.push_back({"transaction_timeout", "0"});
  }
  if (batch.transaction && !batch.manual) settings.push_back({"check_function_bodies", "off"});
  return settings;
}

}  // namespace

BatchFrame frame_of(const Plan& plan, const Batch& batch, Limits limits) {
  BatchFrame frame;
  if (batch.transaction) frame = {{"BEGIN"}, {"COMMIT"}};
  // A manual section runs as it would if its author ran it: names are looked up along the search_path of the session.
  if (!batch.transaction && !batch.manual) frame.closing.emplace_back("RESET search_path");
  for (const Setting& setting : settings_of(plan, batch, limits)) {
    frame.opening.push_back((batch.transaction ? "SET LOCAL " : "SET ") + setting.name + " = " + setting.value);
    if (!batch.transaction) frame.closing.push_back("RESET " + setting.name);
  }
  if (!batch.manual)
    frame.opening.push_back(std::string("SELECT pg_catalog.set_config('search_path', '', ") +
                            (batch.transaction ? "true)" : "false)"));
  return frame;
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
