#include "catalog/path.hpp"

#include <functional>
#include <mutex>
#include <string_view>
#include <unordered_set>

namespace pgplumb::catalog {

namespace {

struct PartsHash {
  std::size_t operator()(const Path::Parts& parts) const {
    std::size_t hash = parts.size();
    for (const std::string& part : parts) hash = hash * 0x9E3779B97F4A7C15U + std::hash<std::string_view>()(part);
    return hash;
  }
};

// Never destroyed: statics of other files may hold paths.
const Path::Parts* kept(Path::Parts&& parts) {
  static auto& pool = *new std::unordered_set<Path::Parts, PartsHash>();
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  return &*pool.insert(std::move(parts)).first;
}

}  // namespace

Path::Path() {
  static const Parts* const none = kept({});
  parts_ = none;
}

Path::Path(Parts parts) : parts_(kept(std::move(parts))) {}

}  // namespace pgplumb::catalog
