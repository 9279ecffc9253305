#include "sql/expansion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/backfill.hpp"
#include "sql/identifier.hpp"
#include "sql/statement_pattern.hpp"
#include "sql/visible_names.hpp"

namespace pgplumb::sql {

namespace {

std::string alter_table(const Expansion& expansion) {
  return "ALTER TABLE " + qualified(expansion.schema, expansion.table) + " ";
}

std::string function_name(const Expansion& expansion) {
  return qualified(expansion.schema, expansion.helper) + "()";
}

Backfill fill_of(const Expansion& expansion) {
  return {expansion.schema, expansion.table, expansion.beside, expansion.column};
}

/// The value is cast to the type of the second column, and nothing else is done to it: what follows the casts stands as
/// that type in ADD COLUMN, where no operator can.
bool is_only_cast(const Expansion& expansion, const std::vector<std::string>& statements) {
  if (expansion.conversion.empty()) return true;
  const std::string add =
      with_visible_names(alter_table(expansion) + "ADD COLUMN " + identifier(expansion.beside) + " ");
  for (const std::string bridge : {"::text::", "::"}) {
    if (!expansion.conversion.starts_with(bridge)) continue;
    const std::string type = expansion.conversion.substr(bridge.size());
    return !type.empty() && std::any_of(statements.begin(), statements.end(), [&](const std::string& statement) {
      return statement.starts_with(add + type);
    });
  }
  return false;
}

}  // namespace

std::string function_statement(const Expansion& expansion) {
  const std::string body =
      fmt::format("\nBEGIN\n    NEW.{} := NEW.{}{};\n    RETURN NEW;\nEND\n", identifier(expansion.beside),
                  identifier(expansion.column), expansion.conversion);
  return "CREATE FUNCTION " + function_name(expansion) +
         " RETURNS trigger\n    LANGUAGE plpgsql\n    SET search_path TO ''\n    AS " + dollar_quoted(body);
}

std::vector<std::string> trigger_statements(const Expansion& expansion) {
  return {"CREATE TRIGGER " + identifier(expansion.helper) + " BEFORE INSERT OR UPDATE ON " +
              qualified(expansion.schema, expansion.table) + " FOR EACH ROW EXECUTE FUNCTION " +
              function_name(expansion),
          alter_table(expansion) + "ENABLE ALWAYS TRIGGER " + identifier(expansion.helper)};
}

std::string fill_statement(const Expansion& expansion) {
  return backfill_statement(fill_of(expansion));
}

std::string check_statement(const Expansion& expansion) {
  return alter_table(expansion) + "ADD CONSTRAINT " + identifier(expansion.helper) + " CHECK ((" +
         identifier(expansion.column) + " IS NULL) = (" + identifier(expansion.beside) + " IS NULL)) NOT VALID";
}

std::string validate_statement(const Expansion& expansion) {
  return alter_table(expansion) + "VALIDATE CONSTRAINT " + identifier(expansion.helper);
}

std::vector<std::string> end_statements(const Expansion& expansion) {
  return {"DROP TRIGGER " + identifier(expansion.helper) + " ON " + qualified(expansion.schema, expansion.table),
          "DROP FUNCTION " + function_name(expansion),
          alter_table(expansion) + "DROP CONSTRAINT " + identifier(expansion.helper)};
}

std::vector<std::string> swap_statements(const Expansion& expansion) {
  const std::string rename = alter_table(expansion) + "RENAME COLUMN ";
  return {rename + identifier(expansion.column) + " TO " + identifier(expansion.aside),
          rename + identifier(expansion.beside) + " TO " + identifier(expansion.column)};
}

std::vector<Expansion> expansions_in(const std::vector<std::string>& statements) {
  std::vector<Expansion> found;
  for (std::size_t fill = 0; fill < statements.size(); ++fill) {
    const std::optional<Backfill> filled = backfill_of(statements[fill]);
    if (!filled || filled->source.empty()) continue;
    Expansion expansion{filled->schema, filled->table, filled->source, filled->column, {}, {}, {}};
    // The two names and the conversion stand in the function, before, and in the swap, behind.
    const std::string assigns = "    NEW." + identifier(expansion.beside) + " := NEW." + identifier(expansion.column);
    for (std::size_t at = 0; at < fill; ++at) {
      const Words words(statements[at]);
      std::size_t behind = 2;
      if (!words.is(0, "create") || !words.is(1, "function")) continue;
      const std::vector<std::string> name = words.name(behind);
      const std::size_t value = statements[at].find(assigns);
      if (name.size() != 2 || value == std::string::npos) continue;
      const std::size_t end = statements[at].find(";\n", value);
      if (end == std::string::npos) continue;
      const std::size_t begin = value + assigns.size();
      expansion.helper = name[1];
      expansion.conversion = statements[at].substr(begin, end - begin);
      // Another table's column of the same name has one like it.
      const std::string trigger = with_visible_names(trigger_statements(expansion).front());
      if (with_visible_names(function_statement(expansion)) == statements[at] &&
          std::find(statements.begin(), statements.end(), trigger) != statements.end())
        break;
      expansion.helper.clear();
    }
    const std::string rename =
        with_visible_names(alter_table(expansion) + "RENAME COLUMN " + identifier(expansion.column) + " TO ");
    for (std::size_t at = fill; at < statements.size() && expansion.aside.empty(); ++at)
      if (statements[at].starts_with(rename)) {
        std::size_t begin = 0;
        const std::vector<std::string> parts =
            Words(std::string_view(statements[at]).substr(rename.size())).name(begin);
        if (parts.size() == 1) expansion.aside = parts[0];
      }
    if (expansion.helper.empty() || expansion.aside.empty() || !is_only_cast(expansion, statements)) continue;
    std::vector<std::string> all;
    const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& more) {
      for (const std::string& one : more) to.push_back(with_visible_names(one));
    };
    add(all, {function_statement(expansion)});
    add(all, trigger_statements(expansion));
    add(all, {fill_statement(expansion), check_statement(expansion), validate_statement(expansion)});
    std::vector<std::string> last;
    add(last, end_statements(expansion));
    add(last, swap_statements(expansion));
    auto at = statements.begin();
    const bool whole = std::all_of(all.begin(), all.end(),
                                   [&](const std::string& one) {
                                     at = std::find(at, statements.end(), one);
                                     return at != statements.end();
                                   }) &&
                       std::search(at, statements.end(), last.begin(), last.end()) != statements.end();
    if (whole) found.push_back(std::move(expansion));
  }
  return found;
}

}  // namespace pgplumb::sql
