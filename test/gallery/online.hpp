// What a plan of the gallery may do to those who read and write meanwhile, if it is made with --online.

#pragma once

#include <string>
#include <vector>

#include "convergence.hpp"
#include "gallery/case.hpp"

namespace test {

/// A line for each step that reads all of a plain table of `live`, as it is before the plan, while nobody can read or
/// write that, unless the case is listed with the reason why PostgreSQL, or pgplumb, has no other way; and a line if
/// the case is listed and no such step is there.
[[nodiscard]] std::vector<std::string> what_blocks(const GalleryCase& one, const Store& live,
                                                   const pgplumb::plan::Plan& plan);

}  // namespace test
