// text search parser: {schema, name}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// Functions, qualified and quoted.
struct TextSearchParser {
  std::string start;
  std::string get_token;
  std::string end;
  std::string headline;
  std::string lex_types;
};

constexpr const char* anew = "dropped and made again";

class TextSearchParserKind final : public Declared<TextSearchParser> {
 public:
  TextSearchParserKind()
      : Declared(
            {.name = "text search parser", .rank = 40, .renames = true}, in_schema(pg_ts_parser, "pg_ts_parser", "prs"),
            {
                field("start", &TextSearchParser::start, "x.prsstart").replaces(anew),
                field("get_token", &TextSearchParser::get_token, "x.prstoken").replaces(anew),
                field("end", &TextSearchParser::end, "x.prsend").replaces(anew),
                field("headline", &TextSearchParser::headline, "CASE WHEN x.prsheadline <> 0 THEN x.prsheadline END")
                    .replaces(anew),
                field("lex_types", &TextSearchParser::lex_types, "x.prslextype").replaces(anew),
            }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchParser& parser = fields_of<TextSearchParser>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (START = " + parser.start +
                       ", GETTOKEN = " + parser.get_token + ", END = " + parser.end +
                       ", LEXTYPES = " + parser.lex_types;
    if (!parser.headline.empty()) text += ", HEADLINE = " + parser.headline;
    return Creation::statement(text + ")");
  }
};

}  // namespace

const catalog::Kind& text_search_parser_kind() {
  static const TextSearchParserKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
