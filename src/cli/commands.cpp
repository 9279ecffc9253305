#include "cli/commands.hpp"

#include <array>

namespace pgplumb::cli {

std::span<const AddCommand> commands() {
  static constexpr std::array list{add_init,         add_plan,   add_apply,      add_show,        add_drift,
                                   add_history,      add_export, add_render,     add_check,       add_scratch,
                                   add_debug_bundle, add_help,   add_completion, add_manual_pages};
  return list;
}

}  // namespace pgplumb::cli
