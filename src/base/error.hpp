// Errors and diagnostics are public: see pgplumb/error.hpp.

#pragma once

#include "pgplumb/error.hpp"
