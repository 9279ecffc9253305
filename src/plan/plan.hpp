// The value that a plan is is public: see pgplumb/steps.hpp.

#pragma once

#include "pgplumb/steps.hpp"
