#include "sources/snapshot.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "diff/diff.hpp"
#include "kinds/kinds.hpp"
#include "server.hpp"
#include "sources/live.hpp"
#include "sources/snapshot_format.hpp"

using namespace pgplumb;
using catalog::Catalog;
using sources::read_snapshot;
using sources::Snapshot;
using sources::write_snapshot;

namespace {

constexpr const char* shop =
    "CREATE SCHEMA shop;"
    "CREATE TABLE shop.customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL DEFAULT "
    "'a\"b\\c');"
    "CREATE TABLE shop.\"od\nd \"\"name\"\" ü\" (id bigint, customer bigint REFERENCES shop.customer) WITH (fillfactor "
    "= 70, "
    "autovacuum_enabled = off);"
    "CREATE INDEX ON shop.\"od\nd \"\"name\"\" ü\" (customer);"
    "CREATE TABLE shop.event (at date NOT NULL) PARTITION BY RANGE (at);"
    "CREATE TABLE shop.event_2024 PARTITION OF shop.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
    "CREATE SEQUENCE shop.numbers OWNED BY shop.customer.id";

Snapshot snapshot_of(test::Database& database) {
  Snapshot snapshot;
  snapshot.catalog = sources::read_catalog(database.connection());
  snapshot.projection.excluded_schemas = {"audit; owners=on"};
  snapshot.schema_sha256 = std::string(64, 'a');
  return snapshot;
}

// Parents and dependencies too, which a fingerprint does not hold.
bool same(const Catalog& a, const Catalog& b) {
  return a.origin().server_version == b.origin().server_version && a.origin().role == b.origin().role &&
         a.size() == b.size() &&
         std::equal(a.objects().begin(), a.objects().end(), b.objects().begin(), [](const auto& x, const auto& y) {
           return x.id == y.id && x.parent == y.parent && x.dependencies == y.dependencies;
         });
}

Diagnostic refusal(const std::string& text) {
  try {
    static_cast<void>(read_snapshot(text, "x.json"));
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].position.file == "x.json");
    CHECK_FALSE(error.diagnostics()[0].hint.empty());
    return error.diagnostics()[0];
  }
  FAIL("the snapshot was accepted");
  return {};
}

std::string with_objects(const std::string& objects) {
  return "{\n\"pgplumb_snapshot\": 1,\n\"server_version\": 150000,\n\"role\": \"r\",\n\"manages\": \"schemas=*\",\n"
         "\"objects\": [\n" +
         objects + "\n]\n}\n";
}

}  // namespace

TEST_CASE("a snapshot of a database reads back as the same catalog, with parents and dependencies") {
  test::Database database;
  database.execute(shop);
  const Snapshot snapshot = snapshot_of(database);
  const std::string text = write_snapshot(snapshot);
  const Snapshot read = read_snapshot(text, "x");
  CHECK(same(read.catalog, snapshot.catalog));
  CHECK(diff::diff(snapshot.catalog, read.catalog).empty());
  CHECK(diff::what_stays(snapshot.catalog, read.catalog).empty());
  CHECK(catalog::fingerprint(read.catalog) == catalog::fingerprint(snapshot.catalog));
  CHECK(read.projection == snapshot.projection);
  CHECK(read.schema_sha256 == snapshot.schema_sha256);
  CHECK(write_snapshot(read) == text);
}

TEST_CASE("every object of a snapshot is one line of valid JSON") {
  test::Database database;
  database.execute(shop);
  const Snapshot snapshot = snapshot_of(database);
  const std::string text = write_snapshot(snapshot);
  const auto value = boost::json::parse(text);
  CHECK(value.at("objects").as_array().size() == snapshot.catalog.size());
  CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == snapshot.catalog.size() + 9);
  CHECK(
      text.find("{\"kind\":\"column\",\"path\":[\"shop\",\"customer\",\"name\"],\"parent\":\"table\",\"type\":\"text\","
                "\"not_null\":true") != std::string::npos);
}

TEST_CASE("an empty catalog has a snapshot too") {
  const Snapshot read = read_snapshot(write_snapshot({}), "x");
  CHECK(read.catalog.size() == 0);
  CHECK(read.schema_sha256.empty());
}

TEST_CASE("a field that a snapshot lacks takes its default, and converted line ends do no harm") {
  const std::string text = with_objects(
      "{\"kind\":\"schema\",\"path\":[\"app\"]},\n{\"kind\":\"table\",\"path\":[\"app\",\"t\"],\"parent\":\"schema\"}");
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  for (const std::string& one : {text, crlf}) {
    const Snapshot read = read_snapshot(one, "x");
    REQUIRE(read.catalog.size() == 2);
    CHECK(to_string(read.catalog.parent_of(read.catalog[1])->id) == "schema app");
  }
}

TEST_CASE("what cannot be understood in a snapshot is refused with its line and object") {
  const std::string app = "{\"kind\":\"schema\",\"path\":[\"app\"]}";
  Diagnostic found = refusal(with_objects(app + ",\n{\"kind\":\"table\",\"path\":[\"app\",\"t\"],\"colour\":1}"));
  CHECK(found.position.line == 8);
  CHECK(found.object == "table app.t");
  CHECK(found.message == "unknown field \"colour\"");
  found = refusal(with_objects("{\"kind\":\"table\",\"path\":[\"app\",\"t\"],\"inherits\":7}"));
  CHECK(found.object == "table app.t");
  CHECK(found.message.find("inherits") != std::string::npos);
  CHECK(refusal(with_objects("{\"kind\":\"cupboard\",\"path\":[\"app\"]}")).message == "there is no kind \"cupboard\"");
  CHECK(refusal(with_objects("{\"kind\":\"table\",\"path\":[\"app\",\"t\"],\"options\":[1]}")).code ==
        "snapshot-field");
  CHECK(refusal(with_objects("{\"kind\":\"table\",\"path\":[\"app\",\"t\"],\"options\":null}")).code ==
        "snapshot-field");
  CHECK(refusal(with_objects(app + ",\n" + app)).position.line == 8);
  found = refusal(with_objects("{\"kind\":\"table\",\"path\":[\"app\",\"t\"],\"parent\":\"schema\"}"));
  CHECK(found.message == "its parent is not in the snapshot: schema app");
  CHECK(found.position.line == 7);
  CHECK(refusal(with_objects("{\"kind\":\"schema\",\"path\":[\"app\"],\"depends_on\":[[\"type\",\"x\"]]}")).message ==
        "it depends on what is not in the snapshot: type x");
  CHECK(refusal(with_objects("{\"kind\":\"schema\",\"path\":[\"a\"],\"parent\":[\"schema\",\"b\"]},\n"
                             "{\"kind\":\"schema\",\"path\":[\"b\"],\"parent\":[\"schema\",\"a\"]}"))
            .message == "the object is its own parent's parent");
  CHECK(refusal(with_objects("{\"kind\":\"schema\",\"path\":[]}")).code == "snapshot-object");
  CHECK(refusal(with_objects("{\"kind\":\"schema\"")).code == "snapshot-malformed");
  CHECK(refusal(with_objects(app + "\n" + app)).code == "snapshot-malformed");
}

TEST_CASE("other files, newer formats and truncated snapshots are refused as what they are") {
  CHECK(refusal("").code == "not-a-snapshot");
  CHECK(refusal("{\n\"name\": 1,\n").code == "not-a-snapshot");
  CHECK(refusal("CREATE TABLE t ();").code == "not-a-snapshot");
  CHECK(refusal("{\n\"pgplumb_snapshot\": 2,\n\"objects\": [\n]\n}\n").code == "snapshot-format");
  CHECK(refusal("{\n\"pgplumb_snapshot\": 1,\n\"colour\": 2,\n").position.line == 3);
  const std::string text = with_objects("{\"kind\":\"schema\",\"path\":[\"app\"]}");
  for (std::size_t size = 2; size + 2 < text.size(); ++size) CHECK_NOTHROW(refusal(text.substr(0, size)));
}

TEST_CASE("no kind has a field with a name that snapshots use for something else") {
  for (const auto* kind : kinds::all_kinds())
    for (const auto& field : kind->fields())
      CHECK(std::find(sources::snapshot_keys::of_objects.begin(), sources::snapshot_keys::of_objects.end(),
                      field.name) == sources::snapshot_keys::of_objects.end());
}

TEST_CASE("the JSON Schema of snapshots knows the keys that snapshots have") {
  std::ifstream file(PGPLUMB_SOURCE_DIR "/schema/snapshot.schema.json");
  std::stringstream content;
  content << file.rdbuf();
  const auto schema = boost::json::parse(content.str());
  const auto keys = [](const boost::json::value& object) {
    std::set<std::string> found;
    for (const auto& [key, value] : object.as_object()) found.insert(std::string(key.data(), key.size()));
    return found;
  };
  Snapshot snapshot;
  snapshot.schema_sha256 = "x";
  CHECK(keys(schema.at("properties")) == keys(boost::json::parse(write_snapshot(snapshot))));
  const auto& of_objects = sources::snapshot_keys::of_objects;
  CHECK(keys(schema.at("$defs").at("object").at("properties")) ==
        std::set<std::string>(of_objects.begin(), of_objects.end()));
}

TEST_CASE("a line of a snapshot has an end, which neither reader nor writer goes past") {
  const std::string begin = "{\"kind\":\"schema\",\"path\":[\"";
  const std::string long_name(sources::longest_snapshot_line - begin.size() - 3, 'x');
  CHECK(read_snapshot(with_objects(begin + long_name + "\"]}"), "x.json").catalog.size() == 1);
  const Diagnostic found = refusal(with_objects(begin + long_name + "xx\"]}"));
  CHECK(found.message == "the line is longer than 16 MiB");
  CHECK(found.position.line == 7);
}

TEST_CASE("a server version that is no number of a version is refused") {
  for (const char* version : {"-1", "4294967296"})
    CHECK(refusal("{\n\"pgplumb_snapshot\": 1,\n\"server_version\": " + std::string(version) + ",\n").code ==
          "snapshot-field");
}

TEST_CASE("a path that no object of its kind can have is refused") {
  for (const char* line : {R"({"kind":"comment","path":["nothing","x"],"text":"a"})",
                           R"({"kind":"owner","path":["comment","table","x","y"],"role":"a"})",
                           R"({"kind":"column","path":["x"],"type":"text"})",
                           R"({"kind":"comment","path":["table","x","y","z","more"],"text":"a"})"}) {
    CAPTURE(line);
    CHECK(refusal(with_objects(line)).message.find("is no path of a ") != std::string::npos);
  }
}
