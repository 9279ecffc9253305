// The one list of the formats in which plans and drifts are told.
//
// Whoever adds a format adds a file with its function and a line in formats.cpp; options, help and completion follow
// from the list.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "report/drift_report.hpp"
#include "report/plan_report.hpp"
#include "report/style.hpp"

namespace pgplumb::report {

struct PlanFormat {
  const char* name;   ///< after --format
  const char* about;  ///< what it is for, for --help
  std::string (*write)(const PlanReport& report, const Style& style);
  bool beside_plan = false;  ///< `plan` has an option of this name, which writes a file
};

/// In the order of --help; the first one is the default.
[[nodiscard]] std::span<const PlanFormat> plan_formats();

struct DriftFormat {
  const char* name;
  const char* about;
  std::string (*write)(DriftReports reports, const Style& style);
};

/// The same for drifts. Each tells of one database or of several.
[[nodiscard]] std::span<const DriftFormat> drift_formats();

}  // namespace pgplumb::report
