// Rows for the proof: what goes wrong only where tables have some is seen before a person's table has.
//
// They are in no checkpoint and no measurement: each batch is tried with them first, in a transaction that is taken
// back, and then run on the empty copy.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/batch_frame.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::plan {

class RowTrials {
 public:
  /// `copy` is of `before`, which has its addresses, and of a server that nobody else uses: functions of the schema
  /// run. `after` is what the plan leads to.
  RowTrials(postgres::Connection& copy, const Plan& plan, const catalog::Catalog& before,
            const catalog::Catalog& after);

  /// Runs `batch`, a transaction without a manual section, with a few made-up rows in the tables that it touches, and
  /// takes all of it back. What rows themselves do not allow (they are not unique, they do not convert) is no fault:
  /// they are made up.
  /// Answers with what went wrong: of a batch that works on empty tables it is that it works on these only.
  /// @throws DiagnosedError for a plan that loses rows without a word
  [[nodiscard]] std::optional<DiagnosedError> run(const Batch& batch, const BatchFrame& frame);

  /// Tables that were to have rows, and of which none could be made.
  [[nodiscard]] const std::set<std::string>& without_rows() const { return without_; }

 private:
  void add_tables(const catalog::Catalog& catalog, const std::set<std::string>& names);
  [[nodiscard]] std::vector<const catalog::Object*> touched(const Batch& batch) const;

  postgres::Connection& copy_;
  const Plan& plan_;
  const catalog::Catalog& before_;
  std::map<std::string, std::set<const catalog::Object*>> tables_;  ///< of before_, by what steps are about
  std::set<std::string> without_;
};

}  // namespace pgplumb::plan
