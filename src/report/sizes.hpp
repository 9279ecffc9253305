// How large live tables are, beside what a plan does to them.

#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pgplumb/plan.hpp"
#include "plan/hazards.hpp"

namespace pgplumb::report {

using Sizes = std::map<std::string, RelationSize>;

/// "3.1 million rows, 412 MB", "812 rows, 8192 B", "an unknown number of rows, 24 kB", "empty". Bytes are rounded as
/// pg_size_pretty() does.
[[nodiscard]] std::string size_text(const RelationSize& size);
/// size_text() of `relation`; empty if its size is not known.
[[nodiscard]] std::string size_text(const std::string& relation, const Sizes& sizes);

/// plan::told(), with its size behind each relation that is read in full, written anew or blocked meanwhile: "step 3
/// writes table app.users (3.1 million rows, 412 MB) anew, while nobody can read or write it".
[[nodiscard]] std::string told(const plan::Hazard& hazard, const Sizes& sizes,
                               const std::function<std::string(const std::string&)>& name = {});

/// A line for each relation of a known size that steps read in full and no hazard tells of: "step 3 reads all of table
/// app.users (3.1 million rows, 412 MB), while others read and write it".
[[nodiscard]] std::vector<std::string> reads_beside_hazards(
    const plan::Plan& plan, const Sizes& sizes, const std::function<std::string(const std::string&)>& name = {});

}  // namespace pgplumb::report
