// JSON Schemas as models, and each model against a table.
#include "models/fit.hpp"
#include "models/schema.hpp"
#include "reader.hpp"

namespace {

using namespace pgplumb::models;

Table table() {
  Table table;
  table.schema = "app";
  table.name = "orders";
  const auto add = [&](const char* name, ColumnType type, bool not_null) {
    table.columns.push_back({name, std::move(type), not_null, false});
  };
  add("id", {"integer", "int4", 'b', 'N', false, -1, {}, {}}, true);
  add("name", {"character varying(100)", "varchar", 'b', 'S', false, -1, 100, {}}, true);
  add("status", {"app.status", "status", 'e', 'E', false, -1, {}, std::vector<std::string>{"closed", "open"}}, false);
  add("tags", {"text[]", "text", 'b', 'S', true, -1, {}, {}}, false);
  add("data", {"jsonb", "jsonb", 'b', 'U', false, -1, {}, {}}, false);
  return table;
}

const fuzz::Registered registered("models", [](std::string_view text) {
  static const Table orders = table();
  const TableOf table_of = [](const std::string& definition) { return definition == "Order" ? &orders : nullptr; };
  for (const Model& model : read_models(text, "x.json")) (void)compare(model, orders, table_of);
});

}  // namespace
