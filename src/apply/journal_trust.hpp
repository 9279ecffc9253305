// Whether the schema pgplumb of a database is a journal of ours.
//
// Writing into a table runs its triggers, rules, defaults and checks as the role that writes, and what is read there
// decides which manual sections are left out. Anyone who may create a schema can make one of that name: so nothing of
// it is touched before its owners, and all that its tables are made of, are known.

#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// The schema pgplumb exists. It and its tables belong to the current role, to a superuser or to one of `owners`; the
/// tables have columns and constraints of ours, perhaps fewer of them (an older pgplumb's), and nothing else that would
/// run or hide something. Other objects in the schema do not matter. Three round trips, which call nothing of it.
/// @throws DiagnosedError (refused) that names everything that is otherwise, and what to do
void require_trusted_journal(postgres::Connection& connection, const std::vector<std::string>& owners);

}  // namespace pgplumb::apply
