// JSON with a line for every value, as people and git like it: Boost.JSON writes it all on one.

#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace pgplumb::report {

/// `value` indented by two blanks a level, with a newline at its end. Empty containers stay on their line.
[[nodiscard]] std::string pretty_json(const boost::json::value& value);

}  // namespace pgplumb::report
