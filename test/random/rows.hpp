// Rows for every table that takes some, so that what a plan does to rows is seen.

#pragma once

#include <cstdint>

#include "convergence.hpp"

namespace test {

/// Inserts a few rows into each table of `store`, foreign keys or not: what the server refuses is left out.
void insert_rows(const Store& store, std::uint64_t seed);

/// Takes all of them away again.
void delete_rows(const Store& store);

}  // namespace test
