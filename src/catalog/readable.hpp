// Names as people read them: in reports, in the comments of plans, in what policy matches.

#pragma once

#include <span>
#include <string>

namespace pgplumb::catalog {

/// `part` of a name, quoted only where it would be ambiguous. SQL is written by sql::identifier() alone.
[[nodiscard]] std::string readable(const std::string& part);
/// The parts joined with dots.
[[nodiscard]] std::string readable(std::span<const std::string> path);

}  // namespace pgplumb::catalog
