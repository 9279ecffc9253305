#include "apply/leftover_index.hpp"

#include "apply/standing.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::apply {

namespace {

constexpr std::uint32_t pg_class = 1259;

// Reads the few words that such statements begin with.
class Words {
 public:
  explicit Words(const std::string& text) : text_(text), tokens_(sql::without_comments(sql::tokenize(text).tokens)) {}

  bool take(std::string_view word) {
    if (at_ >= tokens_.size() || !sql::is_word(text_, tokens_[at_], word)) return false;
    ++at_;
    return true;
  }

  std::optional<std::string> name() {
    if (at_ >= tokens_.size() || !sql::is_name(tokens_[at_])) return std::nullopt;
    return sql::name_of(sql::token_text(text_, tokens_[at_++]));
  }

  // name, or schema.name
  std::optional<std::pair<std::string, std::string>> qualified() {
    auto first = name();
    if (!first) return std::nullopt;
    if (at_ >= tokens_.size() || !sql::is_symbol(text_, tokens_[at_], '.')) return std::pair{std::string(), *first};
    ++at_;
    const auto second = name();
    if (!second) return std::nullopt;
    return std::pair{*first, *second};
  }

 private:
  const std::string& text_;
  std::vector<sql::Token> tokens_;
  std::size_t at_ = 0;
};

std::optional<ConcurrentIndex> created(Words& words) {
  words.take("unique");
  if (!words.take("index") || !words.take("concurrently")) return std::nullopt;
  if (words.take("if")) {
    words.take("not");
    words.take("exists");
  }
  if (words.take("on")) return std::nullopt;  // the server chooses the name
  const auto name = words.name();
  if (!name || !words.take("on")) return std::nullopt;
  words.take("only");
  const auto table = words.qualified();
  if (!table) return std::nullopt;
  return ConcurrentIndex{true, table->first, *name};
}

std::optional<ConcurrentIndex> dropped(Words& words) {
  if (!words.take("index") || !words.take("concurrently")) return std::nullopt;
  if (words.take("if")) words.take("exists");
  const auto name = words.qualified();
  if (!name) return std::nullopt;
  return ConcurrentIndex{false, name->first, name->second};
}

}  // namespace

std::optional<ConcurrentIndex> concurrent_index(const std::string& statement) {
  Words words(statement);
  if (words.take("create")) return created(words);
  if (words.take("drop")) return dropped(words);
  return std::nullopt;
}

std::uint32_t find_invalid(postgres::Connection& connection, const ConcurrentIndex& index) {
  const auto rows = connection.query(
      "SELECT c.oid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname = $1 AND c.relname = $2 AND NOT i.indisvalid AND c.relkind = 'i'",
      {index.schema, index.name});
  if (rows.rows.empty()) return 0;
  return static_cast<std::uint32_t>(std::stoul(rows.rows[0][0].value()));
}

void drop_invalid(postgres::Connection& connection, const ConcurrentIndex& index) {
  connection.execute("DROP INDEX CONCURRENTLY " + sql::qualified(index.schema, index.name));
}

std::optional<std::size_t> batches_done_but_for_index(postgres::Connection& connection, const plan::Plan& plan,
                                                      const catalog::Catalog& live) {
  for (std::size_t number = 0; number < plan.batches.size(); ++number) {
    if (plan.batches[number].transaction || plan.batches[number].manual) continue;
    for (const plan::Step& step : plan.batches[number].steps) {
      for (const std::string& statement : step.statements) {
        const auto index = concurrent_index(statement);
        if (!index) continue;
        const std::uint32_t oid = find_invalid(connection, *index);
        if (oid == 0) continue;
        const catalog::Catalog rest = live.filtered([&](const catalog::Object& object) {
          const catalog::Object* at = &object;
          while (at != nullptr && (at->address.class_id != pg_class || at->address.object_id != oid))
            at = live.parent_of(*at);
          return at == nullptr;
        });
        // An index that is being dropped is gone afterwards, one that is being made was not there before.
        if (fingerprint(rest) == fingerprint_after(plan, index->create ? number : number + 1)) return number;
      }
    }
  }
  return std::nullopt;
}

}  // namespace pgplumb::apply
