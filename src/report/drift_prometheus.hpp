// Drift as metrics, in a file that Prometheus' node exporter reads (its textfile collector).

#pragma once

#include <string>

#include "report/drift_report.hpp"

namespace pgplumb::report {

/// A database is told by its name, host and port, and by its environment if it has one. Whether there is drift,
/// differences by kind, duration, and when a comparison last succeeded. One that failed has no time of success:
/// together with `pgplumb_drift_up` that is what alerts look at. Times aside, equal drifts give equal bytes.
[[nodiscard]] std::string drift_prometheus(DriftReports reports);

}  // namespace pgplumb::report
