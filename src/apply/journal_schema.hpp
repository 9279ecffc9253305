// The schema of the journal, as schema/pgplumb/journal.snapshot.json has it; built into the library.

#pragma once

#include <string_view>

namespace pgplumb::apply {

extern const std::string_view journal_snapshot;

}  // namespace pgplumb::apply
