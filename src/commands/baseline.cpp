#include "commands/baseline.hpp"

#include <boost/json.hpp>

#include "sources/snapshot.hpp"

namespace pgplumb::commands {

namespace {

// As pgplumb export writes it of a database made from template0. Since version 15 only the owner may create in public,
// and the owner is whoever owns the database.
constexpr const char* always = R"(
{"kind":"comment","path":["extension","plpgsql"],"parent":["extension","plpgsql"],"text":"PL/pgSQL procedural language"},
{"kind":"extension","path":["plpgsql"],"schema":"pg_catalog","installed":"1.0"},)";

constexpr const char* since_15 = R"(
{"kind":"comment","path":["schema","public"],"parent":["schema","public"],"text":"standard public schema"},
{"kind":"owner","path":["schema","public"],"parent":["schema","public"],"role":"pg_database_owner"},
{"kind":"privileges","path":["schema","public"],"parent":["schema","public"],"grants":["<owner>=USAGE,CREATE","PUBLIC=USAGE"],"owner":"pg_database_owner","type":"schema"},
{"kind":"schema","path":["public"]}
)";

constexpr const char* before_15 = R"(
{"kind":"comment","path":["schema","public"],"parent":["schema","public"],"text":"standard public schema"},
{"kind":"owner","path":["schema","public"],"parent":["schema","public"],"role":@},
{"kind":"privileges","path":["schema","public"],"parent":["schema","public"],"grants":["<owner>=USAGE,CREATE","PUBLIC=USAGE,CREATE"],"owner":@,"type":"schema"},
{"kind":"schema","path":["public"]}
)";

std::string replaced(std::string text, char mark, const std::string& by) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
    text.replace(at, 1, by);
  return text;
}

}  // namespace

catalog::Catalog new_database(const catalog::Origin& origin) {
  const std::string role = boost::json::serialize(boost::json::value(origin.role));
  const std::string objects =
      origin.server_version >= 150000 || origin.server_version == 0 ? since_15 : replaced(before_15, '@', role);
  const std::string text = "{\n\"pgplumb_snapshot\": 1,\n\"server_version\": " + std::to_string(origin.server_version) +
                           ",\n\"role\": " + role +
                           ",\n\"manages\": \"schemas=*; owners=on; privileges=on\",\n\"objects\": [" + always +
                           objects + "]\n}\n";
  return sources::read_snapshot(text, "a new database").catalog;
}

}  // namespace pgplumb::commands
