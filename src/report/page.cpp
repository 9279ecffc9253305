#include "report/page.hpp"

#include <openssl/evp.h>

#include "base/hash.hpp"
#include "base/words.hpp"
#include "pgplumb/version.hpp"
#include "report/escape.hpp"
#include "report/pages.hpp"
#include "report/side_by_side.hpp"
#include "report/template.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;

// As Content-Security-Policy names a script that may run.
std::string hash_of(std::string_view script) {
  Sha256 sha;
  sha.update(script);
  const std::string raw = sha.finish();
  std::string base64((raw.size() + 2) / 3 * 4 + 1, '\0');
  base64.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                                                         reinterpret_cast<const unsigned char*>(raw.data()),
                                                         static_cast<int>(raw.size()))));
  return "sha256-" + base64;
}

void add_side(json::object& row, const std::string& side, const SideLine& line, bool same) {
  row[side + "_class"] = !line.there ? "" : same ? "same" : side;
  row[side + "_before"] = visible_lines(line.before);
  row[side + "_middle"] = visible_lines(line.middle);
  row[side + "_after"] = visible_lines(line.after);
}

}  // namespace

std::string write_page(const std::string& name, const std::string& title, json::object values) {
  const std::string_view script = pages().at("script.js");
  values["title"] = visible(title);
  values["version"] = std::string(version());
  values["script"] = script;
  values["script_hash"] = hash_of(script);
  return fill(pages().at(name), values, pages());
}

json::array fields_beside(const std::vector<FieldChange>& fields) {
  json::array array;
  for (const FieldChange& field : fields) {
    std::vector<SideRow> lines = side_by_side(field.from, field.to);
    if (lines.empty()) lines.emplace_back();
    json::array rows;
    for (const SideRow& line : lines) {
      json::object row{{"span", rows.empty() ? static_cast<std::int64_t>(lines.size()) : 0}};
      add_side(row, "from", line.from, line.same);
      add_side(row, "to", line.to, line.same);
      if (field.from == "none") row["from_class"] = "none";
      if (field.to == "none") row["to_class"] = "none";
      rows.push_back(std::move(row));
    }
    array.push_back(json::object{{"field", visible(field.field)}, {"rows", std::move(rows)}});
  }
  return array;
}

json::object fact(const std::string& name, const std::string& value, bool code) {
  return {{"name", name}, {"value", visible(value)}, {"code", code}};
}

json::array hidden_facts(const std::map<std::string, int>& hidden) {
  json::array array;
  for (const auto& [why, count] : hidden)
    array.push_back(fact("Not compared", counted(count, "object") + " (" + why + ")"));
  return array;
}

std::string Choices::add(const std::string& name) {
  const auto [at, added] = counts_.try_emplace(name, letter_ + std::to_string(counts_.size()), 0);
  ++at->second.second;
  return at->second.first;
}

json::array Choices::json() const {
  json::array array;
  for (const auto& [name, choice] : counts_)
    array.push_back(json::object{{"id", choice.first}, {"name", visible(name)}, {"count", choice.second}});
  return array;
}

}  // namespace pgplumb::report
