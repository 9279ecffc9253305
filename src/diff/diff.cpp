#include "diff/diff.hpp"

#include "diff/field_note.hpp"

namespace pgplumb::diff {

using catalog::Catalog;
using catalog::Object;

namespace {

std::vector<std::size_t> differing_fields(const Object& from, const Object& to) {
  std::vector<std::size_t> fields;
  const catalog::Kind& kind = *from.id.kind;
  for (std::size_t field = 0; field < kind.fields().size(); ++field) {
    if (kind.fields()[field].ignored) continue;
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
        differences.push_back({&*a, &*b, differing_fields(*a, *b)});
      ++a;
      ++b;
    }
  }
  return differences;
}

std::vector<std::string> what_stays(const Catalog& is, const Catalog& wanted) {
  std::vector<std::string> lines;
  auto other = wanted.objects().begin();
  const auto end = wanted.objects().end();
  for (const Object& object : is.objects()) {
    while (other != end && other->id < object.id) ++other;
    if (other == end || other->id != object.id || other->attributes == object.attributes) continue;
    const catalog::Kind& kind = *object.id.kind;
    for (std::size_t field = 0; field < kind.fields().size(); ++field) {
      const std::string_view stays = kind.fields()[field].stays;
      if (!stays.empty() && kind.get(*object.attributes, field) != kind.get(*other->attributes, field))
        lines.push_back(to_string(object.id) + " " + std::string(stays));
    }
  }
  return lines;
}

std::vector<std::string> describe_fields(const Difference& difference) {
  std::vector<std::string> lines;
  if (difference.from == nullptr || difference.to == nullptr) return lines;
  const catalog::Kind& kind = *difference.from->id.kind;
  const auto shown = [](const catalog::Value& value) {
    return std::holds_alternative<std::monostate>(value) ? std::string("none") : catalog::to_text(value);
  };
  for (const std::size_t field : difference.fields) {
    lines.push_back(
        field_note({std::string(kind.fields()[field].name), shown(kind.get(*difference.from->attributes, field)),
                    shown(kind.get(*difference.to->attributes, field))}));
  }
  return lines;
}

}  // namespace pgplumb::diff
