// Statements, of which is read what they do and what they are in a schema file; constraints, of which is read what they
// allow.
#include "sql/statements.hpp"

#include "models/check_constraint.hpp"
#include "reader.hpp"
#include "sources/statement_role.hpp"
#include "sql/statement_effects.hpp"

namespace {

using namespace pgplumb;

const fuzz::Registered registered("statements", [](std::string_view text) {
  for (const sql::Statement& statement : sql::scan(text, "x.sql").statements) {
    if (statement.meta_command) continue;
    (void)sql::effects_of(statement.text);
    (void)sources::role_of(statement.text);
    (void)models::allowed_by(statement.text, "a");
  }
});

}  // namespace
