#include "pgplumb/version.hpp"

namespace pgplumb {

std::string_view version() {
  return PGPLUMB_VERSION;
}

}  // namespace pgplumb
