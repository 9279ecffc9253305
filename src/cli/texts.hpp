// Files that are built in: the topics of help/, and the workflows of examples/ci/ that `init` hands out.

#pragma once

#include <string_view>
#include <vector>

namespace pgplumb::cli {

struct Text {
  std::string_view name;  ///< "plan-files", "github"
  std::string_view text;
};

/// In the order in which they are listed. The first line of each is "# " and what it is about.
[[nodiscard]] const std::vector<Text>& help_topics();

/// By the name of the host that they are for.
[[nodiscard]] const std::vector<Text>& workflows();

}  // namespace pgplumb::cli
