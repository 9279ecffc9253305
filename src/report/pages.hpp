// The files of pages/, built in, so that reports need no files beside the binary.

#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pgplumb::report {

/// By name: "plan.html", "style.css".
[[nodiscard]] const std::map<std::string, std::string_view>& pages();

}  // namespace pgplumb::report
