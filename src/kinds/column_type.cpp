#include "kinds/column_type.hpp"

#include "kinds/column_heirs.hpp"
#include "kinds/expand.hpp"
#include "kinds/not_null.hpp"
#include "kinds/table.hpp"
#include "kinds/types.hpp"

namespace pgplumb::kinds {

Way way_of_type(const Pair<Column>& p) {
  if (is_given(p.id(), p.context) || !p.to.generated.empty()) return Way::reshaped;
  if (is_expanded(p.id(), p.context)) return Way::displaced;
  return convert(p.from.type, p.to.type, p.context).possible ? Way::reshaped : Way::replaced;
}

Way way_of_collation(const Pair<Column>& p) {
  return is_expanded(p.id(), p.context) ? Way::displaced : Way::reshaped;
}

std::vector<Sql> type_statement(const ObjectId& id, const std::string& from_type, const Column& to,
                                const Context& context) {
  std::string action = alter_column(id) + "TYPE " + to.type;
  if (!to.collation.empty()) action += " COLLATE " + to.collation;
  if (const std::string* expression = context.using_expression(id)) {
    action += " USING " + *expression;
  } else if (to.generated.empty()) {
    const std::string bridge = convert(from_type, to.type, context).bridge;
    if (!bridge.empty()) action += " USING " + sql::identifier(id.path[2]) + bridge + to.type;
  }
  return {{action, alter_table(id.path)}};
}

void keep_storage(const ObjectId& id, const Column& from, const Column& to, std::vector<Sql>& statements) {
  if (!to.storage.empty())
    statements.push_back({alter_column(id) + "SET STORAGE " + to.storage, alter_table_only(id.path)});
  if (!to.compression.empty() && to.compression == from.compression)
    statements.push_back({alter_column(id) + "SET COMPRESSION " + to.compression, alter_table_only(id.path)});
}

std::vector<Sql> alter_type(const Pair<Column>& p) {
  std::vector<Sql> statements;
  if (!parent_does(p)) statements = type_statement(p.id(), p.from.type, p.to, p.context);
  keep_storage(p.id(), p.from, p.to, statements);
  return statements;
}

}  // namespace pgplumb::kinds
