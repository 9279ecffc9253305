#include "cli/commands.hpp"

#include <array>

namespace pgplumb::cli {

std::span<const AddCommand> commands() {
  static constexpr std::array list{add_plan,   add_apply,  add_show,  add_drift,  add_history,
                                   add_export, add_render, add_check, add_scratch};
  return list;
}

}  // namespace pgplumb::cli
