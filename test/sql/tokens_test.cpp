#include "sql/tokens.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace pgplumb::sql;

namespace {

std::vector<std::string> texts(const std::string& sql) {
  const Tokens found = tokenize(sql);
  REQUIRE_FALSE(found.failure);
  std::vector<std::string> list;
  for (const Token& token : found.tokens) list.emplace_back(token_text(sql, token));
  return list;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("every token is found where it begins and ends") {
  CHECK(texts("a.\"B c\"::int[] >= $1 -- end") ==
        Texts{"a", ".", "\"B c\"", "::", "int", "[", "]", ">=", "$1", "-- end"});
  CHECK(texts("U&'\\0041' , U&\"d\".U&\"e\"\n") == Texts{"U&'\\0041'", ",", "U&\"d\"", ".", "U&\"e\""});
  CHECK(texts("E'a\\'' x'1F' $a$ $$ $a$") == Texts{"E'a\\''", "x'1F'", "$a$ $$ $a$"});
  CHECK(texts("").empty());
}

TEST_CASE("the kind of a token says what it can be") {
  const std::string sql = "Größe \"b\" 'c' $$d$$ ( 1.5 $1 /* e */ -- f";
  const Tokens found = tokenize(sql);
  std::vector<TokenKind> kinds;
  for (const Token& token : found.tokens) kinds.push_back(token.kind);
  CHECK(kinds == std::vector<TokenKind>{TokenKind::word, TokenKind::quoted_identifier, TokenKind::string,
                                        TokenKind::string, TokenKind::symbol, TokenKind::other, TokenKind::other,
                                        TokenKind::block_comment, TokenKind::line_comment});
  CHECK(without_comments(found.tokens).size() == 7);
}

TEST_CASE("a failure says where the token begins, in bytes") {
  const Tokens found = tokenize("select 'größe', 'abc");
  REQUIRE(found.failure);
  CHECK(found.failure->offset == 18);
  CHECK(found.failure->message == "unterminated quoted string");
}

TEST_CASE("names are folded, unquoted and cut as PostgreSQL does") {
  CHECK(name_of("Users") == "users");
  CHECK(name_of("\"Us\"\"ers\"") == "Us\"ers");
  CHECK(name_of(std::string(70, 'A')) == std::string(63, 'a'));
  CHECK(name_of("\"" + std::string(62, 'a') + "ö\"") == std::string(62, 'a'));
}
