#include "kinds/kinds.hpp"

#include <algorithm>

#include "kinds/attached.hpp"
#include "kinds/list.hpp"
#include "kinds/owner.hpp"

namespace pgplumb::kinds {

namespace {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectId;

// Of it or of a column of it, besides what PostgreSQL gives by itself.
bool has_privileges(const Catalog& whole, const ObjectId& id) {
  const std::vector<std::string> path = attached_path(id);
  const auto& objects = whole.objects();
  auto at = std::lower_bound(objects.begin(), objects.end(), ObjectId{&privileges_kind(), path},
                             [](const Object& object, const ObjectId& key) { return object.id < key; });
  for (; at != objects.end() && at->id.kind == &privileges_kind() && at->id.path.size() >= path.size() &&
         std::equal(path.begin(), path.end(), at->id.path.begin());
       ++at) {
    // Its first field is the grants.
    const catalog::Value grants = at->id.kind->get(*at->attributes, 0);
    const auto* entries = std::get_if<std::vector<std::string>>(&grants);
    if (entries != nullptr && !entries->empty()) return true;
  }
  return false;
}

}  // namespace

std::optional<sql::KeptRights> rights_to_keep(const Catalog& whole, const ObjectId& id, bool owners, bool privileges) {
  if (whole.find(id) == nullptr) return std::nullopt;
  const auto source = id.kind->source(whole.origin().server_version);
  if (!source || source->also.empty()) return std::nullopt;
  const std::string owner = owners ? std::string() : owner_of(whole, id);
  sql::KeptRights kept{id.kind->sql_name(id), !owner.empty() && owner != whole.origin().role,
                       !privileges && has_privileges(whole, id)};
  return sql::keep_statement(kept) ? std::optional(std::move(kept)) : std::nullopt;
}

}  // namespace pgplumb::kinds
