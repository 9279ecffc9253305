// Hearing what a long command is doing.

#pragma once

#include <functional>
#include <string>

namespace pgplumb {

/// Called with what begins now, as a person would say it: "reading the database". It may throw an Error: the command
/// then ends with that error, and leaves nothing behind. Called by the thread that runs the command; by several at once
/// for several databases (drift.hpp).
using Progress = std::function<void(const std::string& doing)>;

}  // namespace pgplumb
