// psql, for what a file must do to a database without pgplumb.

#pragma once

#include <string>

namespace test {

/// Lets psql run `text` as a file, up to the first error, and answers with its exit status.
[[nodiscard]] int run_by_psql(const std::string& text, const std::string& url);

}  // namespace test
