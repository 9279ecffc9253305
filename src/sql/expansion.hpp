// The statements by which a column gets another type while everybody goes on reading and writing it: a second column
// beside it, which a trigger keeps in step, gets the values of all rows, and then takes its name.
//
// They are known by their text, byte for byte, so that whoever reads a plan can be sure that no value is lost when the
// first column is dropped: check_statement() is fulfilled by all rows before the names are changed.

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pgplumb::sql {

struct Expansion {
  std::string schema;
  std::string table;
  std::string column;
  std::string beside;      ///< the name of the second column until it has the first one's
  std::string aside;       ///< the name of the first one from then on
  std::string helper;      ///< of the trigger, of its function in `schema`, and of the check
  std::string conversion;  ///< between the value and its assignment: "", "::integer", "::text::integer"

  bool operator==(const Expansion&) const = default;
};

/// The trigger's function. It finds operators and casts without a search_path.
[[nodiscard]] std::string function_statement(const Expansion& expansion);
/// The trigger, and that it fires for replicated rows as well.
[[nodiscard]] std::vector<std::string> trigger_statements(const Expansion& expansion);
/// What gives the rows their values, by firing the trigger. Runs outside of a transaction.
[[nodiscard]] std::string fill_statement(const Expansion& expansion);
/// Each row has both values or none.
[[nodiscard]] std::string check_statement(const Expansion& expansion);
[[nodiscard]] std::string validate_statement(const Expansion& expansion);
/// The trigger, its function and the check go.
[[nodiscard]] std::vector<std::string> end_statements(const Expansion& expansion);
/// The columns change their names.
[[nodiscard]] std::vector<std::string> swap_statements(const Expansion& expansion);

/// Those of which all of the above stand in `statements`, in this order, and from the trigger's end on without another
/// one between them: an empty one between those of different transactions keeps such apart. As a plan has them:
/// with_visible_names().
[[nodiscard]] std::vector<Expansion> expansions_in(const std::vector<std::string>& statements);

}  // namespace pgplumb::sql
