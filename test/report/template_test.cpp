#include "report/template.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "pgplumb/error.hpp"
#include "report/pages.hpp"

using pgplumb::report::fill;

namespace {

std::string filled(std::string_view page, const std::string& values) {
  return fill(page, boost::json::parse(values), {{"part", "<{{name}}>"}});
}

}  // namespace

TEST_CASE("values are escaped, and never read as a page") {
  CHECK(filled("{{name}} {{{name}}}", R"({"name": "<{{x}}>"})") == "&lt;{{x}}&gt; <{{x}}>");
}

TEST_CASE("a section is written for each item, and a name is looked for from the inside outwards") {
  CHECK(filled("{{#list}}{{name}}{{of}};{{/list}}", R"({"of": "!", "list": [{"name": 1}, {"name": "b"}]})") ==
        "1!;b!;");
  CHECK(filled("{{#list}}{{.}},{{/list}}", R"({"list": [1, 2]})") == "1,2,");
}

TEST_CASE("a section is left out where the value is not there, and its opposite is written") {
  for (const std::string value : {"false", "0", "null", "\"\"", "[]"}) {
    CHECK(filled("{{#x}}a{{{y}}}{{/x}}{{^x}}b{{/x}}", "{\"x\": " + value + "}") == "b");
  }
  CHECK(filled("{{#x}}a{{/x}}{{^x}}b{{/x}}", R"({"x": "y"})") == "a");
}

TEST_CASE("a page holds parts of other pages") {
  CHECK(filled("{{#list}}{{>part}}{{/list}}", R"({"list": [{"name": "&"}]})") == "<&amp;>");
}

TEST_CASE("a page with a mistake is refused") {
  CHECK_THROWS_AS(filled("{{unknown}}", "{}"), pgplumb::InternalError);
  CHECK_THROWS_AS(filled("{{#x}}", R"({"x": true})"), pgplumb::InternalError);
  CHECK_THROWS_AS(filled("{{#x}}{{/y}}", R"({"x": true})"), pgplumb::InternalError);
  CHECK_THROWS_AS(filled("{{x", R"({"x": true})"), pgplumb::InternalError);
}

TEST_CASE("the script of the pages cannot end its own element") {
  CHECK(pgplumb::report::pages().at("script.js").find("</") == std::string_view::npos);
}
