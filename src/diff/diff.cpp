#include "diff/diff.hpp"

namespace pgplumb::diff {

using catalog::Catalog;
using catalog::Object;

namespace {

std::vector<std::size_t> differing_fields(const Object& from, const Object& to, bool ignored) {
  std::vector<std::size_t> fields;
  const catalog::Kind& kind = *from.id.kind;
  for (std::size_t field = 0; field < kind.fields().size(); ++field) {
    if (kind.fields()[field].ignored != ignored) continue;
    if (kind.get(*from.attributes, field) != kind.get(*to.attributes, field)) fields.push_back(field);
  }
  return fields;
}

}  // namespace

std::vector<Difference> diff(const Catalog& from, const Catalog& to) {
  std::vector<Difference> differences;
  auto a = from.objects().begin();
  auto b = to.objects().begin();
  while (a != from.objects().end() || b != to.objects().end()) {
    if (b == to.objects().end() || (a != from.objects().end() && a->id < b->id)) {
      differences.push_back({&*a++, nullptr, {}});
    } else if (a == from.objects().end() || b->id < a->id) {
      differences.push_back({nullptr, &*b++, {}});
    } else {
      if (a->attributes != b->attributes && !a->id.kind->equal(*a->attributes, *b->attributes))
        differences.push_back({&*a, &*b, differing_fields(*a, *b, false)});
      ++a;
      ++b;
    }
  }
  return differences;
}

std::vector<Difference> ignored_differences(const Catalog& from, const Catalog& to) {
  std::vector<Difference> differences;
  for (const Object& object : from.objects()) {
    const Object* other = to.find(object.id);
    if (other == nullptr || other->attributes == object.attributes) continue;
    auto fields = differing_fields(object, *other, true);
    if (!fields.empty()) differences.push_back({&object, other, std::move(fields)});
  }
  return differences;
}

std::vector<std::string> describe_fields(const Difference& difference) {
  std::vector<std::string> lines;
  if (difference.from == nullptr || difference.to == nullptr) return lines;
  const catalog::Kind& kind = *difference.from->id.kind;
  const auto shown = [](const catalog::Value& value) {
    return std::holds_alternative<std::monostate>(value) ? std::string("none") : catalog::to_text(value);
  };
  for (const std::size_t field : difference.fields) {
    lines.push_back(std::string(kind.fields()[field].name) + ": " +
                    shown(kind.get(*difference.from->attributes, field)) + " -> " +
                    shown(kind.get(*difference.to->attributes, field)));
  }
  return lines;
}

}  // namespace pgplumb::diff
