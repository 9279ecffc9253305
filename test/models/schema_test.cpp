#include "models/schema.hpp"

#include <doctest/doctest.h>

#include "pgplumb/error.hpp"

using namespace pgplumb::models;

namespace {

/// The one property of a model.
Property property(const std::string& schema, const std::string& definitions = "{}") {
  const auto models =
      read_models(R"({"title":"M","properties":{"p":)" + schema + R"(},"$defs":)" + definitions + "}", "m.json");
  REQUIRE_FALSE(models.empty());
  return models.front().properties.at(0);
}

pgplumb::Diagnostic refusal(const std::string& text) {
  try {
    (void)read_models(text, "m.json");
  } catch (const pgplumb::DiagnosedError& error) {
    return error.diagnostics().at(0);
  }
  return {};
}

}  // namespace

TEST_CASE("null is read in every way in which it is written") {
  for (const char* schema : {R"({"anyOf":[{"type":"string"},{"type":"null"}]})", R"({"type":["string","null"]})",
                             R"({"type":"string","nullable":true})", R"({"oneOf":[{"type":"string"},{"type":"null"}]})",
                             R"({"enum":["a",null]})"}) {
    CAPTURE(schema);
    CHECK(property(schema).nullable);
    REQUIRE(property(schema).shapes.size() == 1);
    CHECK(property(schema).shapes[0].type == "string");
  }
  CHECK_FALSE(property(R"({"type":"string"})").nullable);
}

TEST_CASE("references are followed, through one part of allOf too, and remembered") {
  for (const char* schema : {R"({"$ref":"#/$defs/S"})", R"({"allOf":[{"$ref":"#/$defs/S"}],"description":"x"})"}) {
    const Property read = property(schema, R"({"S":{"enum":["b","a"],"type":"string"}})");
    REQUIRE(read.shapes.size() == 1);
    CHECK(read.shapes[0].reference == "S");
    CHECK(read.shapes[0].values == std::vector<std::string>{"a", "b"});
  }
  CHECK(property(R"({"$ref":"#/$defs/A%20b"})", R"({"A b":{"type":"integer"}})").shapes[0].type == "integer");
  CHECK(refusal(R"({"properties":{"p":{"$ref":"#/$defs/Gone"}}})").code == "no-definition");
}

TEST_CASE("a model that holds itself is read") {
  const auto models = read_models(
      R"({"$ref":"#/$defs/Node","$defs":{"Node":{"properties":{"next":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}}}}})",
      "m.json");
  REQUIRE(models.size() == 1);
  CHECK(models[0].name == "Node");
  CHECK(property(R"({"$ref":"#/$defs/A"})", R"({"A":{"$ref":"#/$defs/A"}})").shapes.empty());
}

TEST_CASE("models stand at the top, among the definitions of both generations, and in OpenAPI documents") {
  const auto names = [](const std::string& text) {
    std::string all;
    for (const Model& model : read_models(text, "folder/thing.schema.json")) all += model.name + " ";
    return all;
  };
  const std::string object = R"({"type":"object","properties":{"a":{}}})";
  CHECK(names(object) == "thing ");
  CHECK(names(R"({"title":"Top","properties":{"a":{}},"$defs":{"B":)" + object + R"(,"E":{"enum":["x"]}}})") ==
        "Top B ");
  CHECK(names(R"({"definitions":{"B":)" + object + "}}") == "B ");
  CHECK(names(R"({"components":{"schemas":{"B":)" + object + "}}}") == "B ");
  CHECK(names("{}").empty());
}

TEST_CASE("what is no JSON is an error at its place") {
  const auto problem = refusal("{\n  \"a\": nope\n}");
  CHECK(problem.code == "no-json");
  CHECK(problem.position.line == 2);
  CHECK(refusal("[]").code == "no-schema");
  CHECK(refusal("").code == "no-json");
  CHECK(refusal("{} {}").code == "no-json");
}

TEST_CASE("a byte order mark and CRLF do not disturb") {
  CHECK(read_models("\xEF\xBB\xBF{\r\n\"title\":\"T\",\r\n\"properties\":{\"a\":{}}}\r\n", "m.json").size() == 1);
}
