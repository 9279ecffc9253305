// The one list of commands. Each is a file that parses, calls one function of the library and renders.
//
// Whoever adds a command adds a file, a declaration and a line in commands.cpp.

#pragma once

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace pgplumb::cli {

/// What all commands share. `exit_code` is what the process ends with unless an error is thrown.
struct Session {
  std::string color = "auto";  ///< auto, always or never
  int exit_code = 0;

  /// Whether what goes to `descriptor` is coloured: by --color, else where it is a terminal and NO_COLOR is not set.
  [[nodiscard]] bool colored(int descriptor) const;
};

void add_plan(CLI::App& application, Session& session);
void add_apply(CLI::App& application, Session& session);
void add_show(CLI::App& application, Session& session);
void add_drift(CLI::App& application, Session& session);
void add_history(CLI::App& application, Session& session);
void add_export(CLI::App& application, Session& session);
void add_render(CLI::App& application, Session& session);
void add_check(CLI::App& application, Session& session);
void add_scratch(CLI::App& application, Session& session);
void add_debug_bundle(CLI::App& application, Session& session);
void add_init(CLI::App& application, Session& session);
void add_help(CLI::App& application, Session& session);
void add_completion(CLI::App& application, Session& session);
void add_manual_pages(CLI::App& application, Session& session);

using AddCommand = void (*)(CLI::App&, Session&);
/// In the order of --help.
[[nodiscard]] std::span<const AddCommand> commands();

}  // namespace pgplumb::cli
