// What the rows of a table must be for constraints, keys and unique indexes to be made, and the SELECT that finds those
// in the way.
//
// A SELECT runs on the database as it is before the plan. Where it would need what the plan itself makes or changes, or
// where no text at hand says exactly what the server will ask, there is none, and the demand stands alone.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// `relation` is there before the plan and stays, and what is declared of it is asked of its rows.
[[nodiscard]] bool may_hold_rows(const catalog::ObjectId& relation, const catalog::Context& context);

/// What `object` of to() is written with, columns, functions and types, is in from() already and stays as it is.
[[nodiscard]] bool is_about_what_stays(const catalog::Object& object, const catalog::Context& context);

/// "app.users", after ONLY where that leaves out the rows of tables that inherit from it.
[[nodiscard]] std::string rows_of(const catalog::ObjectId& relation, bool with_heirs, const catalog::Context& context);

/// Of a unique index, or a primary or unique key; `definition` as pg_get_indexdef() or pg_get_constraintdef() has it.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_key(const catalog::Object& key, const std::string& definition,
                                                             const catalog::Context& context);

/// Of a constraint of a table; `type` is one of its words: primary key, unique, foreign key, check, exclude.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_constraint(const catalog::Object& constraint,
                                                                    const std::string& type,
                                                                    const std::string& definition,
                                                                    const catalog::Context& context);

/// Of a check that a domain of from() gets: one of each table that has columns of it.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_domain_check(const catalog::Object& constraint,
                                                                      const std::string& definition,
                                                                      const catalog::Context& context);

/// Of a domain of from() that becomes NOT NULL.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_domain_not_null(const catalog::ObjectId& domain,
                                                                         const catalog::Context& context);

}  // namespace pgplumb::kinds
