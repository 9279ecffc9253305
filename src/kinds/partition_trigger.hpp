// partition trigger: {schema, partition, name}, the state of a trigger that a partition has from its parent, where it
// differs from the parent's. The trigger itself comes and goes with the parent's.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/kind.hpp"
#include "kinds/declared.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// "disabled", "replica", "always" or "" for the value of pg_trigger.tgenabled or pg_rewrite.ev_enabled in `column`.
[[nodiscard]] Reading trigger_state(std::string column);

/// "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS" or "ENABLE".
[[nodiscard]] std::string state_words(const std::string& state);

/// ALTER TABLE ... DISABLE TRIGGER and its like for the trigger or partition trigger `id`.
[[nodiscard]] catalog::Sql enable_trigger(const catalog::ObjectId& id, const std::string& state);

/// The states that partitions have of their own, of the trigger `trigger`, which stands in context.to().
[[nodiscard]] std::vector<catalog::Sql> partition_states(const catalog::Object& trigger,
                                                         const catalog::Context& context);

}  // namespace pgplumb::kinds
