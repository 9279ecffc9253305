// What the bounds of a partition demand of rows: of its own, and of those in the default partition beside it. The
// server reads both tables while nobody else can, unless a valid CHECK says the same.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

struct BoundCheck {
  ObjectId relation;                 ///< whose rows
  std::string condition;             ///< that each of them satisfies; never NULL
  std::vector<std::string> columns;  ///< that it is about
};

/// Of the rows of `partition`, of `catalog`: all bounds above them. nullopt unless each is a range or list of one plain
/// column, which the server compares as a CHECK does.
[[nodiscard]] std::optional<BoundCheck> check_of_bounds(const Object& partition, const Catalog& catalog);

/// What the server asks of rows to attach `partition`, of to(): of its own, and of those in the default partition that
/// stays beside it. Those that no CHECK can say are left out.
[[nodiscard]] std::vector<BoundCheck> checks_of_attachment(const Object& partition, const Context& context);

/// CHECKs that are validated beside everybody's work.
[[nodiscard]] std::vector<Sql> begin_checks(const Object& partition, const std::vector<BoundCheck>& checks);

/// Their drop.
[[nodiscard]] std::vector<Sql> end_checks(const Object& partition, const std::vector<BoundCheck>& checks);

/// `statement` between these: it relies on the CHECKs instead of reading tables.
[[nodiscard]] std::vector<Sql> on_checks(const Object& partition, const std::vector<BoundCheck>& checks, Sql statement);

/// Of `partition`, of to(), which is attached.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_bounds(const Object& partition, const Context& context);

}  // namespace pgplumb::kinds
