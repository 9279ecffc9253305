// What is executed around the steps of a batch. The plan file shows it, so that psql does what apply does; proof and
// apply execute it.

#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace pgplumb::plan {

struct BatchFrame {
  std::vector<std::string> opening;  ///< statements before the steps, without semicolons; BEGIN first if there is one
  std::vector<std::string> closing;  ///< statements after them

  bool operator==(const BatchFrame&) const = default;
};

/// statement_timeout and its like, by which a role or database limits what its applications do. None of them is to end
/// the statements of a plan, which take as long as tables are large; a manual section may set what it wants.
enum class Limits {
  lifted,
  kept,  ///< as plans were written at first
};

[[nodiscard]] BatchFrame frame_of(const Plan& plan, const Batch& batch, Limits limits = Limits::lifted);

/// What is sent to the server in one message: SQL, or one COPY ... FROM STDIN with its data.
struct Message {
  std::string sql;
  std::string copy_data;

  bool operator==(const Message&) const = default;
};

/// A manual section as the messages that carry it out. That is its bytes, unchanged, as one message; but statement by
/// statement where data for COPY stands among them, and without a transaction, since the statements of one message are
/// one transaction.
[[nodiscard]] std::vector<Message> messages_of(const Manual& manual);

/// Undoes what a section may have become, while its transaction is open.
inline constexpr const char* reset_role = "RESET SESSION AUTHORIZATION; RESET ROLE";

}  // namespace pgplumb::plan
