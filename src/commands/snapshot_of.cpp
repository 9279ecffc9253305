#include "commands/snapshot_of.hpp"

#include "commands/context.hpp"

namespace pgplumb::commands {

sources::Snapshot snapshot_of(const catalog::Catalog& catalog, const catalog::Projection& projection,
                              std::string sha256) {
  catalog::Catalog projected = catalog::project(catalog, projection).catalog;
  if (const auto shaping = what_shapes_others(catalog, projection); !shaping.empty())
    projected = projected.joined_by(shaping, catalog);
  return {std::move(projected), projection, std::move(sha256)};
}

}  // namespace pgplumb::commands
