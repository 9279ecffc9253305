#include "commands/belonging.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::Object;

namespace {

/// The last statements of the files, by what they are about.
class LastStatements {
 public:
  LastStatements(const Catalog& expected, const Desired& desired) {
    for (const Object& object : expected.objects()) {
      const auto at = desired.positions.find(object.id);
      if (at == desired.positions.end()) continue;
      for (const Object* whole = &object; whole != nullptr && !whole->id.kind->is_namespace();
           whole = expected.parent_of(*whole))
        take(of_object_[whole->id], at->second);
      const std::string schema(object.id.path.empty() ? std::string() : std::string(object.id.path.front()));
      take(of_kind_[{schema, object.id.kind}], at->second);
      take(of_schema_[schema], at->second);
      take(of_all_, at->second);
    }
  }

  [[nodiscard]] std::optional<Position> for_new(const Object& object, const Catalog& actual) const {
    for (const Object* whole = actual.parent_of(object); whole != nullptr && !whole->id.kind->is_namespace();
         whole = actual.parent_of(*whole))
      if (const auto at = of_object_.find(whole->id); at != of_object_.end()) return at->second;
    const std::string schema(object.id.path.empty() ? std::string() : std::string(object.id.path.front()));
    if (const auto at = of_kind_.find({schema, object.id.kind}); at != of_kind_.end()) return at->second;
    if (const auto at = of_schema_.find(schema); at != of_schema_.end()) return at->second;
    if (of_all_ == Position{}) return std::nullopt;
    return of_all_;
  }

 private:
  static void take(Position& last, const Position& position) { last = std::max(last, position); }

  std::map<catalog::ObjectId, Position> of_object_;  ///< and of its parts
  std::map<std::pair<std::string, const catalog::Kind*>, Position> of_kind_;
  std::map<std::string, Position> of_schema_;
  Position of_all_;
};

}  // namespace

std::map<std::string, Position> where_they_belong(const Comparison& comparison, const Desired& desired) {
  std::map<std::string, Position> places;
  std::optional<LastStatements> last;
  for (const diff::Difference& difference : comparison.differences) {
    if (difference.from != nullptr) continue;
    if (!last) last.emplace(comparison.expected, desired);
    if (auto at = last->for_new(*difference.to, comparison.actual.catalog))
      places.emplace(catalog::to_string(difference.id()), std::move(*at));
  }
  return places;
}

}  // namespace pgplumb::commands
