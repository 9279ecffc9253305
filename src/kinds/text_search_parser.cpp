#include "kinds/text_search_parser.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// Functions, qualified and quoted.
struct TextSearchParser {
  std::string start;
  std::string get_token;
  std::string end;
  std::string headline;
  std::string lex_types;

  bool operator==(const TextSearchParser&) const = default;
};
BOOST_DESCRIBE_STRUCT(TextSearchParser, (), (start, get_token, end, headline, lex_types))

namespace {

class TextSearchParserKind final : public Described<TextSearchParser> {
 public:
  TextSearchParserKind()
      : Described({
            replaces<TextSearchParser>("start", "dropped and made again"),
            replaces<TextSearchParser>("get_token", "dropped and made again"),
            replaces<TextSearchParser>("end", "dropped and made again"),
            replaces<TextSearchParser>("headline", "dropped and made again"),
            replaces<TextSearchParser>("lex_types", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "text search parser"; }
  int rank() const override { return 40; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_ts_parser, pg_namespace, 2, false,
        "SELECT p.oid, 0, n.oid, 0, n.nspname, p.prsname, p.prsstart, p.prstoken, p.prsend, "
        "CASE WHEN p.prsheadline <> 0 THEN p.prsheadline END, p.prslextype FROM pg_catalog.pg_ts_parser p JOIN " +
            user_namespace("p.prsnamespace")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchParser& parser = fields_of<TextSearchParser>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (START = " + parser.start +
                       ", GETTOKEN = " + parser.get_token + ", END = " + parser.end +
                       ", LEXTYPES = " + parser.lex_types;
    if (!parser.headline.empty()) text += ", HEADLINE = " + parser.headline;
    return Creation::statement(text + ")");
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }
};

}  // namespace

const catalog::Kind& text_search_parser_kind() {
  static const TextSearchParserKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
