// Queries that one session runs again and again: PostgreSQL plans them once.
//
// To plan what reads a catalog takes the server longer than to run it, as long as the schema is small.

#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace pgplumb::postgres {

/// What a session has prepared.
struct KeptQueries {
  std::vector<std::string> queries;
  std::string moment;          ///< when, as the server has it; "" for never
  int generation = 0;          ///< how often
  std::size_t rows_first = 0;  ///< that they had then
};

/// Runs the queries after `opening` and before `closing`, which open and end a transaction, and hands their rows to
/// `line` as Connection::copy_out() does. They are planned the first time, and again once they have far more rows, or
/// somebody, such as a section written by hand, has taken what was prepared away or put something else there.
/// @throws as Connection::copy_out()
void copy_out_kept(Connection& connection, const std::string& opening, const std::vector<std::string>& queries,
                   const std::string& closing, const CopyLine& line);

}  // namespace pgplumb::postgres
