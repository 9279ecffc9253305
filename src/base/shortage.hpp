// What the standard library throws: a defect of ours, or the system is short of something, which is said as such.

#pragma once

#include <exception>

#include "base/error.hpp"

namespace pgplumb {

/// `error` for the person who can mend it; an InternalError unless files, memory, threads or room on a disk are short.
[[nodiscard]] Error error_of(const std::exception& error);

}  // namespace pgplumb
