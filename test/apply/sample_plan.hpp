// Plans for tests of apply: written by hand, their checkpoints found by executing them.

#pragma once

#include <string>
#include <vector>

#include "apply/apply.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace test {

/// A batch of one step for each statement.
pgplumb::plan::Batch batch(std::vector<std::string> statements, bool transaction = true);

/// A manual section as a batch.
pgplumb::plan::Batch manual(const std::string& name, const std::string& run, const std::string& bytes,
                            bool transaction = true);

/// The plan that these batches are, proved on a database that `old` made.
pgplumb::plan::Plan proved_plan(const std::string& old, std::vector<pgplumb::plan::Batch> batches);

/// apply::apply(), after which the session has the settings of the database again, whatever happened.
pgplumb::apply::ApplyReport applied(pgplumb::postgres::Connection& connection, const pgplumb::plan::Plan& plan,
                                    const std::string& digest, const pgplumb::apply::ApplyOptions& options);

/// Fingerprint of everything but owners and privileges.
std::string fingerprint_of(pgplumb::postgres::Connection& connection);

/// The single value that `sql` selects; "" for NULL and for no row.
std::string value(pgplumb::postgres::Connection& connection, const std::string& sql);

}  // namespace test
