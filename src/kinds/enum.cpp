// enum: {schema, name}.

#include <algorithm>

#include "kinds/declared.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

struct Enum {
  std::vector<std::string> labels;  ///< in their order
};

bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  auto next = part.begin();
  for (const std::string& each : whole)
    if (next != part.end() && *next == each) ++next;
  return next == part.end();
}

// Every new label is placed by its predecessor, which is there by then.
std::vector<Sql> add_labels(const Pair<Enum>& pair) {
  std::vector<Sql> statements;
  const auto& before = pair.from.labels;
  const auto& after = pair.to.labels;
  for (std::size_t index = 0; index < after.size(); ++index) {
    if (std::find(before.begin(), before.end(), after[index]) != before.end()) continue;
    std::string text = "ALTER TYPE " + sql::qualified(pair.id().path[0], pair.id().path[1]) + " ADD VALUE " +
                       sql::literal(after[index]);
    const bool last =
        std::all_of(after.begin() + static_cast<std::ptrdiff_t>(index), after.end(),
                    [&](const auto& label) { return std::find(before.begin(), before.end(), label) == before.end(); });
    if (index == 0 && !before.empty()) {
      text += " BEFORE " + sql::literal(before.front());
    } else if (!last) {
      text += " AFTER " + sql::literal(after[index - 1]);
    }
    Sql statement{text};
    statement.commit_after = true;
    statements.push_back(std::move(statement));
  }
  return statements;
}

class EnumKind final : public Declared<Enum> {
 public:
  EnumKind()
      : Declared({.name = "enum",
                  .rank = 30,
                  .renames = true,
                  .owner = "x.typowner",
                  .acl = "x.typacl",
                  .acl_letter = 'T',
                  .acl_type = "type"},
                 in_schema(pg_type, "pg_type", "typ", " WHERE x.typtype = 'e'"),
                 {field("labels", &Enum::labels,
                        "(SELECT pg_catalog.array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM "
                        "pg_catalog.pg_enum e WHERE e.enumtypid = x.oid)")
                      .decides(
                          "ALTER TYPE ... ADD VALUE; labels that go or change places replace the type",
                          [](const Pair<Enum>& pair) {
                            return is_subsequence(pair.from.labels, pair.to.labels) ? Way::in_place : Way::replaced;
                          },
                          add_labels)}) {}

  std::string sql_name(const ObjectId& id) const override { return named("TYPE", id.path); }
  std::vector<std::string> occupied_names(const Object& object) const override { return occupied_type(object.id); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    std::string text = "CREATE " + sql_name(object.id) + " AS ENUM (";
    const char* separator = "\n    ";
    for (const std::string& label : fields_of<Enum>(object).labels) {
      text += separator + sql::literal(label);
      separator = ",\n    ";
    }
    return Creation::statement(text + "\n)");
  }

  std::optional<Aside> aside(const Object& object, const Context& /*context*/) const override {
    return move_aside("TYPE", object.id);
  }
};

}  // namespace

const catalog::Kind& enum_kind() {
  static const EnumKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
