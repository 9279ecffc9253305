#include "commands/named_roles.hpp"

#include <fmt/core.h>

#include <map>

#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::commands {

namespace {

struct Use {
  const plan::Step* step = nullptr;
  bool owner = false;
};

using Uses = std::map<std::string, std::vector<Use>>;

class Statement {
 public:
  explicit Statement(const std::string& text) : text_(text), tokens_(sql::tokenize(text).tokens) {}

  /// Roles that a statement of a plan hands an object to, grants something, or lets a policy hold for.
  void add_to(Uses& uses, const plan::Step& step) const {
    const bool policy = is(0, "create") || is(0, "alter") ? is(1, "policy") : false;
    const bool defaults = is(0, "alter") && is(1, "default") && is(2, "privileges");
    const bool alter = is(0, "alter") && !policy && !defaults;
    if (!policy && !defaults && !alter && !is(0, "grant")) return;
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
      if (defaults && is(at, "for") && is(at + 1, "role")) add(at + 2, false, uses, step);
      if (!is(at, "to") || (alter && (at == 0 || !is(at - 1, "owner")))) continue;
      for (std::size_t role = at + 1;; role += 2) {
        add(role, alter, uses, step);
        if (role + 1 >= tokens_.size() || !sql::is_symbol(text_, tokens_[role + 1], ',')) break;
      }
      return;
    }
  }

 private:
  [[nodiscard]] bool is(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && sql::is_word(text_, tokens_[at], word);
  }

  void add(std::size_t at, bool owner, Uses& uses, const plan::Step& step) const {
    if (at >= tokens_.size() || !sql::is_name(tokens_[at]) || is(at, "public")) return;
    uses[sql::name_of(sql::token_text(text_, tokens_[at]))].push_back({&step, owner});
  }

  const std::string& text_;
  std::vector<sql::Token> tokens_;
};

Diagnostic warning(const char* code, const plan::Step& step, std::string message, std::string hint) {
  return {Severity::warning, code, step.position, step.object, std::move(message), std::move(hint)};
}

}  // namespace

std::vector<Diagnostic> roles_out_of_reach(postgres::Connection& live, const plan::Plan& plan) {
  Uses uses;
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements) Statement(statement).add_to(uses, step);
  std::vector<Diagnostic> warnings;
  if (uses.empty()) return warnings;
  std::string names;
  for (const auto& [role, ignored] : uses) names += (names.empty() ? "(" : ", (") + sql::literal(role) + ")";
  // Before 16 a member may hand over to its group; from then on the membership has to be one WITH SET.
  const std::string right = live.server_version() >= 160000 ? "'SET'" : "'MEMBER'";
  const postgres::Rows known =
      live.execute("SELECT v.name, r.oid IS NULL, r.oid IS NOT NULL AND NOT pg_catalog.pg_has_role(r.oid, " + right +
                   "), current_user FROM (VALUES " + names +
                   ") v(name) LEFT JOIN pg_catalog.pg_roles r ON r.rolname = v.name ORDER BY v.name COLLATE \"C\"");
  for (const auto& row : known.rows) {
    const std::string role = row.at(0).value_or("");
    for (const Use& use : uses[role]) {
      if (row.at(1) == "t") {
        warnings.push_back(warning("unknown-role", *use.step,
                                   fmt::format("step {} will fail: it names the role {}, which this cluster lacks",
                                               use.step->number, sql::identifier(role)),
                                   "make it there first: CREATE ROLE " + sql::identifier(role) +
                                       "; roles belong to the cluster and are in no plan"));
        break;
      }
      if (use.owner && row.at(2) == "t") {
        const std::string me = sql::identifier(row.at(3).value_or(""));
        warnings.push_back(
            warning("owner-out-of-reach", *use.step,
                    fmt::format("step {} will fail for {}: it hands over to {}, whom {} may not become",
                                use.step->number, me, sql::identifier(role), me),
                    "let it: GRANT " + sql::identifier(role) + " TO " + me + ", or apply as a role that may"));
        break;
      }
    }
  }
  return warnings;
}

}  // namespace pgplumb::commands
