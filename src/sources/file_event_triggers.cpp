#include "sources/file_event_triggers.hpp"

#include "sources/load_session.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::sources {

FileEventTriggers::FileEventTriggers(postgres::Connection& scratch) : scratch_(scratch) {
  for (const auto& row : scratch_.execute("SELECT evtname FROM pg_catalog.pg_event_trigger").rows)
    before_.insert(row.at(0).value_or(""));
}

void FileEventTriggers::silence() {
  const postgres::Rows rows = scratch_.execute(
      "SELECT evtname, CASE evtenabled WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END "
      "FROM pg_catalog.pg_event_trigger WHERE evtenabled OPERATOR(pg_catalog.<>) 'D' ORDER BY evtname");
  for (const auto& row : rows.rows) {
    const std::string name = row.at(0).value_or("");
    if (before_.contains(name)) continue;
    const std::string alter = "ALTER EVENT TRIGGER " + sql::identifier(name) + " ";
    execute(alter + "DISABLE");
    waking_.push_back(alter + row.at(1).value_or(""));
  }
}

void FileEventTriggers::wake() {
  for (const std::string& sql : waking_) execute(sql);
  waking_.clear();
}

void FileEventTriggers::execute(const std::string& sql) {
  try {
    scratch_.execute(sql);
  } catch (const ServerError& error) {
    if (ends_the_work(error)) throw;
  }
}

}  // namespace pgplumb::sources
