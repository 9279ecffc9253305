#include "commands/baseline.hpp"

namespace pgplumb::commands {

catalog::Catalog baseline_of(const catalog::Catalog& catalog) {
  (void)catalog;
  return {};
}

}  // namespace pgplumb::commands
