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

TEST_CASE("a length that is none is refused with the property") {
  for (const char* length : {"2.5", "-1", "1e300", "\"10\"", "18446744073709551615"}) {
    CAPTURE(length);
    const auto problem =
        refusal(R"({"title":"M","properties":{"p":{"type":"string","maxLength":)" + std::string(length) + "}}}");
    CHECK(problem.code == "no-length");
    CHECK(problem.position.file == "m.json");
    CHECK(problem.object == "M.p");
    CHECK_FALSE(problem.hint.empty());
  }
  CHECK(refusal(R"({"properties":{"p":{"maxLength":2.5}}})").message == "its maxLength is 2.5, which is no length");
  CHECK(property(R"({"type":"string","maxLength":10.0})").shapes[0].max_length == 10);
  CHECK_FALSE(property(R"({"type":"string","maxLength":null})").shapes[0].max_length);
}

TEST_CASE("a small file whose references would be a large one is refused with the model") {
  // Four of the next level at each of ten; two at each of 31.
  const auto levels = [](int count, const std::string& word, int width) {
    std::string definitions;
    for (int level = 0; level < count; ++level) {
      const std::string next = R"({"$ref":"#/$defs/L)" + std::to_string(level + 1) + "\"}";
      definitions += "\"L" + std::to_string(level) + "\":{\"" + word + "\":[" + next;
      for (int more = 1; more < width; ++more) definitions += "," + next;
      definitions += "]},";
    }
    return "{" + definitions + "\"L" + std::to_string(count) + R"(":{"type":"string"}})";
  };
  for (const auto& [text, object] : {
           std::pair(R"({"title":"M","properties":{"p":{"$ref":"#/$defs/L0"}},"$defs":)" + levels(12, "anyOf", 4) + "}",
                     "M.p"),
           std::pair(R"({"title":"M","properties":{"p":{"$ref":"#/$defs/L0"}},"$defs":)" + levels(12, "allOf", 4) + "}",
                     "M.p"),
           std::pair(R"({"title":"M","allOf":[{"$ref":"#/$defs/L0"}],"$defs":)" + levels(31, "allOf", 2) + "}", "M"),
       }) {
    CHECK(text.size() < 2700);
    const auto problem = refusal(text);
    CHECK(problem.code == "model-too-large");
    CHECK(problem.object == object);
    CHECK(problem.position.file == "m.json");
  }
}

TEST_CASE("a long list beside many alternatives is not repeated for each") {
  std::string values = "1";
  std::string alternatives = "{}";
  for (int index = 0; index < 4000; ++index) {
    values += ",\"v" + std::to_string(index) + "\"";
    alternatives += ",{}";
  }
  CHECK(refusal(R"({"properties":{"p":{"enum":[)" + values + R"(],"anyOf":[)" + alternatives + "]}}}").code ==
        "model-too-large");
}

TEST_CASE("a union of a hundred models in a hundred properties is read") {
  std::string properties = "\"z\":{}";
  std::string references = "{\"type\":\"null\"}";
  std::string definitions = "\"Z\":{}";
  for (int index = 0; index < 100; ++index) {
    const std::string number = std::to_string(index);
    properties += ",\"p" + number + R"(":{"$ref":"#/$defs/Any"})";
    references += R"(,{"$ref":"#/$defs/D)" + number + "\"}";
    definitions += ",\"D" + number + R"(":{"type":"object","properties":{"kind":{"const":"d)" + number + "\"}}}";
  }
  const auto models = read_models(
      "{\"properties\":{" + properties + R"(},"$defs":{"Any":{"anyOf":[)" + references + "]}," + definitions + "}}",
      "m");
  CHECK(models.size() == 101);
  CHECK(models[0].properties[1].shapes.size() == 100);
}
