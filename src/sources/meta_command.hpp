// psql's meta-commands in schema files: which of them are followed, which mean nothing here, and which cannot be
// understood.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace pgplumb::sources {

struct MetaCommand {
  enum class Action {
    ignore,
    include,           ///< \i: `argument` is relative to the current directory
    include_relative,  ///< \ir: to the file that it stands in
    stop,              ///< \q: the rest of the file is not read
    refuse,
  };

  Action action = Action::ignore;
  std::string argument;               ///< unquoted file name of an include
  std::optional<Diagnostic> problem;  ///< of a refused one, without a position
};

/// @param line the whole line, from the backslash
[[nodiscard]] MetaCommand read_meta_command(std::string_view line);

}  // namespace pgplumb::sources
