#include "kinds/unread.hpp"

#include "kinds/attached.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// SECURITY LABEL: its provider decides what may stand in it, and is no part of a schema.
struct SecurityLabel {
  std::string labels;  ///< "provider: label, ..."
};

/// What columns hold that no kind reads; src/witness/ asks for them.
struct UnreadAttribute {
  std::string definition;  ///< "pg_policy.polfuture is x, ..."
  bool notable = false;    ///< some of it is not what a plainly created object holds
};

template <typename T>
class OfAnObject : public Declared<T> {
 public:
  OfAnObject(std::string_view name, std::vector<FieldOf<T>> lines)
      : Declared<T>({.name = name, .rank = 240, .attached = true}, {}, std::move(lines)) {}

  std::string describe(const ObjectId& id) const override {
    return std::string(this->name()) + " of " + target_of(id).describe();
  }
  std::string sql_name(const ObjectId& id) const override { return target_of(id).sql_name(); }

  // It goes with its object.
  std::vector<Sql> drop(const Object& /*object*/, const Context& /*context*/) const override { return {}; }
};

class SecurityLabelKind final : public OfAnObject<SecurityLabel> {
 public:
  SecurityLabelKind()
      : OfAnObject("security label",
                   {
                       field("labels", &SecurityLabel::labels,
                             "pg_catalog.string_agg(l.provider || ': ' || l.label, ', ' ORDER BY l.provider COLLATE "
                             "\"C\")")
                           .replaces("refused: their provider decides about them"),
                   }) {}

  std::optional<Source> source(int server_version) const override {
    return Source{0, 0, 1, true,
                  "SELECT l.classoid, l.objoid, l.objsubid, coalesce(a.attname::text, 'part')" +
                      selected(server_version) +
                      " FROM pg_catalog.pg_seclabel l LEFT JOIN pg_catalog.pg_attribute a ON l.classoid = 1259 AND "
                      "l.objsubid <> 0 AND a.attrelid = l.objoid AND a.attnum = l.objsubid "
                      "WHERE l.objoid >= 16384 OR (l.classoid = 2615 AND l.objoid = 2200) GROUP BY 1, 2, 3, 4"};
  }

  std::string refusal(const Object& object) const override {
    return fields_of<SecurityLabel>(object).labels + ", which pgplumb does not model";
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    throw InternalError("a plan came to make " + catalog::to_string(object.id));
  }
};

class UnreadAttributeKind final : public OfAnObject<UnreadAttribute> {
 public:
  UnreadAttributeKind()
      : OfAnObject("unread attribute",
                   {
                       field("definition", &UnreadAttribute::definition, "NULL")
                           .replaces("refused, unless its object is made by the plan"),
                       field("notable", &UnreadAttribute::notable, "NULL").ignored("follows from the definition"),
                   }) {}

  std::optional<Source> source(int /*server_version*/) const override { return std::nullopt; }

  // An object that the plan makes has what the server gives to it, and whether that is what is wanted, the proof sees.
  Creation create(const Object& object, const Context& context) const override {
    const Object* target = context.to().parent_of(object);
    const Object* before = context.from().find(object.id);
    if (target != nullptr && !context.is_created(target->id) && before != nullptr)
      throw DiagnosedError(
          "the plan needs what pgplumb does not know",
          {{Severity::error,
            "not-modelled",
            {},
            catalog::to_string(object.id),
            catalog::to_string(object.id) + ": " + fields_of<UnreadAttribute>(*before).definition +
                " there, and here " + fields_of<UnreadAttribute>(object).definition +
                "; this pgplumb does not know what that is",
            "do it in a manual section of the schema files, or ignore the object by a rule in pgplumb.toml"}},
          ExitCode::refused);
    return Creation::statements({});
  }
};

}  // namespace

const catalog::Kind& security_label_kind() {
  static const SecurityLabelKind kind;
  return kind;
}

const catalog::Kind& unread_attribute_kind() {
  static const UnreadAttributeKind kind;
  return kind;
}

std::string notable(const Object& object) {
  if (object.id.kind != &unread_attribute_kind() || !fields_of<UnreadAttribute>(object).notable) return {};
  return fields_of<UnreadAttribute>(object).definition;
}

}  // namespace pgplumb::kinds
