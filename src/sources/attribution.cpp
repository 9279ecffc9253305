#include "sources/attribution.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

namespace pgplumb::sources {

namespace {

// ENABLE ALWAYS: a file may set session_replication_role. SECURITY DEFINER: a file may set its role.
constexpr const char* set_up = R"(
CREATE SCHEMA pgplumb_scratch;
CREATE UNLOGGED TABLE pgplumb_scratch.made (
  step bigint GENERATED ALWAYS AS IDENTITY, class_id oid, object_id oid, sub_id integer, statement bigint);
CREATE FUNCTION pgplumb_scratch.record() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $record$
DECLARE
  current text := current_setting('pgplumb.statement', true);
BEGIN
  IF current ~ '^[0-9]+$' THEN
    INSERT INTO pgplumb_scratch.made (class_id, object_id, sub_id, statement)
    SELECT classid, objid, objsubid, current::bigint FROM pg_event_trigger_ddl_commands() WHERE objid IS NOT NULL;
  END IF;
END
$record$;
CREATE EVENT TRIGGER pgplumb_scratch_record ON ddl_command_end EXECUTE FUNCTION pgplumb_scratch.record();
ALTER EVENT TRIGGER pgplumb_scratch_record ENABLE ALWAYS;
)";

constexpr const char* take_down = R"(
DROP EVENT TRIGGER pgplumb_scratch_record;
DROP SCHEMA pgplumb_scratch CASCADE;
)";

template <class Number>
Number number(const std::optional<std::string>& text) {
  Number value{};
  if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc())
    throw InternalError("the record of what was made holds no number");
  return value;
}

}  // namespace

AttributionRecorder::AttributionRecorder(postgres::Connection& scratch) : scratch_(scratch) {
  try {
    scratch_.execute(set_up);
    recording_ = true;
  } catch (const ServerError& error) {
    if (error.sqlstate() != "42501") throw;
  }
}

std::string AttributionRecorder::mark(std::size_t statement) const {
  return recording_ ? "SET pgplumb.statement = " + std::to_string(statement) + ";\n" : std::string();
}

Attribution AttributionRecorder::finish() {
  Attribution attribution;
  if (!recording_) return attribution;
  const postgres::Rows made =
      scratch_.execute("SELECT class_id, object_id, sub_id, statement FROM pgplumb_scratch.made ORDER BY step");
  for (const auto& row : made.rows) {
    const catalog::Address address{number<std::uint32_t>(row.at(0)), number<std::uint32_t>(row.at(1)),
                                   number<std::int32_t>(row.at(2))};
    std::vector<std::size_t>& statements = attribution[address];
    const auto statement = number<std::size_t>(row.at(3));
    if (statements.empty() || statements.back() != statement) statements.push_back(statement);
  }
  scratch_.execute(take_down);
  recording_ = false;
  return attribution;
}

}  // namespace pgplumb::sources
