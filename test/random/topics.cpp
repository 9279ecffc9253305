// What people reported of tools like this one: trees of partitions, several parents, rows as values, extensions that
// move, tables that are not logged, keys that include more.

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "random/generator.hpp"

namespace test {

// Before the types and tables that use them.
void Generator::extensions() {
  if (exists("schema ext", 60)) say("CREATE SCHEMA ext");
  for (const std::string name : {"citext", "pg_trgm", "hstore", "cube"}) {
    if (!exists("extension " + name, 35)) continue;
    const std::string schema = dice("extension " + name).one_of<std::string>({"public", "ext", "app"});
    say(fmt::format("CREATE EXTENSION {} SCHEMA {}", name, schema));
    if (name == "citext" || name == "hstore" || name == "cube") column_types_.push_back(schema + "." + name);
    if (name == "pg_trgm") trigrams_ = schema;
  }
}

void Generator::event_triggers() {
  if (!exists("event trigger", 25)) return;
  Dice own = dice("event trigger");
  say(fmt::format(
      "CREATE FUNCTION app.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE DEBUG '{}'; END$$",
      own.below(3)));
  std::string text =
      "CREATE EVENT TRIGGER watch ON " + own.one_of<std::string>({"ddl_command_end", "ddl_command_start", "sql_drop"});
  if (own.chance(40)) text += " WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')";
  say(text + " EXECUTE FUNCTION app.on_ddl()");
  if (own.chance(30)) say("ALTER EVENT TRIGGER watch " + own.one_of<std::string>({"DISABLE", "ENABLE ALWAYS"}));
}

// Domains over composites, rows of tables and views as values.
void Generator::row_types() {
  if (exists("app.place", 50)) {
    Dice own = dice("app.place");
    say(fmt::format("CREATE TYPE app.place AS (x {}, y {})", own.one_of<std::string>({"integer", "bigint"}),
                    own.one_of<std::string>({"integer", "text", "numeric"})));
    if (exists("app.right_place", 60))
      say(fmt::format("CREATE DOMAIN app.right_place AS app.place CHECK ((VALUE).x > {})",
                      dice("app.right_place").below(3)));
  }
  if (!exists("app.base", 60)) return;
  std::vector<std::string> columns;
  for (const char* column : {"x", "y", "z"})
    if (exists(std::string("app.base.") + column, 80))
      columns.push_back(fmt::format(
          "{} {}", column,
          dice(std::string("app.base.") + column).one_of<std::string>({"integer", "bigint", "text", "app.mood"})));
  say(fmt::format("CREATE TABLE app.base ({})", fmt::join(columns, ", ")));
  if (exists("app.base_view", 60)) say("CREATE VIEW app.base_view AS SELECT * FROM app.base");
  if (!exists("app.holder", 70)) return;
  say("CREATE TABLE app.holder (id integer)");
  for (const char* type : {"app.base", "app.base[]", "app.base_view", "app.right_place", "app.place[]"}) {
    const std::string column = std::string("holds ") + type;
    if (!exists("app.holder " + column, 50)) continue;
    say(fmt::format("ALTER TABLE app.holder ADD COLUMN \"{}\" {}", column, type));
    if (dice("app.holder " + column).chance(30)) say(fmt::format("COMMENT ON COLUMN app.holder.\"{}\" IS '1'", column));
  }
  if (exists("app.of_base", 50))
    say("CREATE FUNCTION app.of_base(value app.base) RETURNS integer LANGUAGE sql AS 'SELECT 1'");
}

// Several parents, diamonds, checks that both declare.
void Generator::heirs() {
  for (const std::string name : {"app.ha", "app.hb"}) {
    if (!exists(name, 80)) continue;
    std::vector<std::string> columns;
    for (const std::string column : {"id", "shared", name == "app.ha" ? "only_a" : "only_b"}) {
      const std::string full = name + "." + column;
      if (!exists(full, 85)) continue;
      // The same types in both, mostly, or they could not be merged.
      Dice own = dice(column == "id" ? "heirs.id" : "heirs." + column);
      std::string text = column + " " + own.one_of<std::string>({"integer", "bigint", "text"});
      if (dice(full).chance(25)) text += " NOT NULL";
      if (dice(full).chance(25)) text += " DEFAULT '1'";
      columns.push_back(text);
    }
    say(fmt::format("CREATE TABLE {} ({})", name, fmt::join(columns, ", ")));
    if (exists(name + " check", 50))
      say(fmt::format("ALTER TABLE {} ADD CONSTRAINT sound CHECK (id IS NOT NULL)", name));
  }
  for (const std::string name : {"app.hc", "app.hd", "app.he"}) {
    if (!exists(name, 75)) continue;
    Dice own = dice(name);
    std::vector<std::string> parents;
    for (const char* parent : {"app.ha", "app.hb", "app.hc"})
      if (name != parent && exists(name + " of " + parent, 55)) parents.emplace_back(parent);
    if (own.chance(25)) std::reverse(parents.begin(), parents.end());
    std::string text = "CREATE TABLE " + name + " (";
    std::vector<std::string> columns;
    if (own.chance(60)) columns.push_back("own_" + name.substr(4) + " integer");
    if (exists(name + ".shared", 30))
      columns.push_back("shared " + dice("heirs.shared").one_of<std::string>({"integer", "bigint", "text"}) +
                        (own.chance(40) ? " NOT NULL" : ""));
    text += fmt::format("{})", fmt::join(columns, ", "));
    if (!parents.empty()) text += fmt::format(" INHERITS ({})", fmt::join(parents, ", "));
    say(text);
    if (exists(name + " check", 30))
      say(fmt::format("ALTER TABLE {} ADD CONSTRAINT sound CHECK (id IS NOT NULL)", name));
    if (exists(name + " default", 20)) say(fmt::format("ALTER TABLE {} ALTER COLUMN shared SET DEFAULT '2'", name));
  }
}

void Generator::leaves(const std::string& whole) {
  for (int remainder = 0; remainder < 2; ++remainder)
    if (exists(fmt::format("{}_{}", whole, remainder), 90))
      say(fmt::format("CREATE TABLE {0}_{1} PARTITION OF {0} FOR VALUES WITH (MODULUS 2, REMAINDER {1})", whole,
                      remainder));
}

// Three levels: regions, days, remainders; below each what is its own.
void Generator::tree(const std::string& name) {
  Dice own = dice(name);
  const std::string columns = fmt::format("id integer NOT NULL, region text NOT NULL, day {} NOT NULL, note {}",
                                          own.one_of<std::string>({"date", "date", "timestamp"}),
                                          own.one_of<std::string>({"text", "integer", "varchar(9)"}));
  say(fmt::format("CREATE TABLE {} ({}) PARTITION BY LIST (region)", name, columns));
  for (const std::string region : {"eu", "us", "asia"}) {
    const std::string part = name + "_" + region;
    if (!exists(part, 75)) continue;
    Dice of_part = dice(part);
    const std::string values =
        region == "eu" && exists(part + " uk", 60) ? "IN ('eu', 'uk')" : fmt::format("IN ('{}')", region);
    const bool divided = of_part.chance(65);
    const std::string by = divided ? " PARTITION BY RANGE (day)" : "";
    if (of_part.chance(35)) {
      say(fmt::format("CREATE TABLE {} ({}){}", part, columns, by));
      if (of_part.chance(40)) say(fmt::format("CREATE INDEX ON {} (note)", part));
      say(fmt::format("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES {}", name, part, values));
    } else {
      say(fmt::format("CREATE TABLE {} PARTITION OF {} FOR VALUES {}{}", part, name, values, by));
    }
    for (int year = 2023; divided && year < 2026; ++year) {
      const std::string below = fmt::format("{}_{}", part, year);
      if (!exists(below, 65)) continue;
      const bool hashed = dice(below).chance(25);
      say(fmt::format("CREATE TABLE {} PARTITION OF {} FOR VALUES FROM ('{}-01-01') TO ('{}-01-01'){}", below, part,
                      year, year + 1, hashed ? " PARTITION BY HASH (id)" : ""));
      if (hashed) leaves(below);
    }
    if (divided && exists(part + " rest", 40)) say(fmt::format("CREATE TABLE {0}_rest PARTITION OF {0} DEFAULT", part));
    if (exists(part + " index", 35)) say(fmt::format("CREATE INDEX ON {} (day, note)", part));
    if (exists(part + " check", 20)) say(fmt::format("ALTER TABLE {} ADD CONSTRAINT own CHECK (id > 0)", part));
  }
  if (exists(name + " rest", 40)) say(fmt::format("CREATE TABLE {0}_rest PARTITION OF {0} DEFAULT", name));
  if (exists(name + " key", 60))
    say(fmt::format("ALTER TABLE {} ADD {} (id, region, day)", name,
                    dice(name + " key").one_of<std::string>({"PRIMARY KEY", "UNIQUE", "CONSTRAINT k UNIQUE"})));
  for (int count = 0; count < 2; ++count) {
    const std::string index = fmt::format("{} index {}", name, count);
    if (!exists(index, 55)) continue;
    Dice each = dice(index);
    say(fmt::format("CREATE INDEX {}_i{} ON {} (note{}){}", name.substr(4), count, name, each.chance(40) ? ", day" : "",
                    each.chance(25) ? " WHERE id > 3" : ""));
  }
  if (exists(name + " check", 40))
    say(fmt::format("ALTER TABLE {} ADD CONSTRAINT own CHECK (id > {})", name, dice(name + " check").below(2)));
  if (exists(name + " trigger", 40)) {
    say(fmt::format("CREATE TRIGGER touch AFTER {} ON {} FOR EACH ROW EXECUTE FUNCTION app.touch()",
                    dice(name + " trigger").one_of<std::string>({"INSERT", "UPDATE", "INSERT OR DELETE"}), name));
    for (const char* region : {"eu", "us"})
      if (exists(name + " trigger " + region, 30))
        say(fmt::format("ALTER TABLE {}_{} DISABLE TRIGGER touch", name, region));
  }
  if (exists(name + " refers", 30)) say(fmt::format("ALTER TABLE {} ADD FOREIGN KEY (id) REFERENCES app.users", name));
  if (exists(name + " referred", 40)) {
    say(
        fmt::format("CREATE TABLE {0}_notes (id integer, region text, day date, FOREIGN KEY (id, region, day) "
                    "REFERENCES {0} (id, region, day))",
                    name));
  }
}

void Generator::trees() {
  for (const std::string name : {"app.tree", "app.wood"})
    if (exists(name, 45)) tree(name);
}

// A chain and a circle of foreign keys, logged or not; keys that include more, and what points at them.
void Generator::chains() {
  const bool unlogged = dice("chain").chance(50);
  std::string before;
  for (const std::string name : {"app.ca", "app.cb", "app.cc"}) {
    if (!exists(name, 70)) continue;
    Dice own = dice(name);
    say(fmt::format("CREATE {}TABLE {} (id integer, more {}, also text{})",
                    unlogged || own.chance(10) ? "UNLOGGED " : "", name,
                    own.one_of<std::string>({"integer", "bigint", "text"}), before.empty() ? "" : ", link integer"));
    say(fmt::format("ALTER TABLE {} ADD CONSTRAINT {}_key {} (id){}", name, name.substr(4),
                    own.one_of<std::string>({"UNIQUE", "PRIMARY KEY"}),
                    own.one_of<std::string>({"", " INCLUDE (more)", " INCLUDE (more, also)"})));
    if (!before.empty() && exists(name + " link", 80))
      say(fmt::format("ALTER TABLE {} ADD CONSTRAINT {}_link FOREIGN KEY (link) REFERENCES {} (id)", name,
                      name.substr(4), before));
    if (exists(name + " index", 40)) {
      say(fmt::format("CREATE UNIQUE INDEX {}_u ON {} (id) INCLUDE (more)", name.substr(4), name));
      if (exists(name + " identity", 30)) {
        say(fmt::format("ALTER TABLE {} ALTER COLUMN id SET NOT NULL", name));
        say(fmt::format("ALTER TABLE {} REPLICA IDENTITY USING INDEX {}_u", name, name.substr(4)));
      }
      if (exists(name + " cluster", 30)) say(fmt::format("ALTER TABLE {0} CLUSTER ON {1}_u", name, name.substr(4)));
    }
    before = name;
  }
  if (!before.empty() && before != "app.ca" && exists("circle", 30)) {
    say("ALTER TABLE app.ca ADD COLUMN round integer");
    say(fmt::format("ALTER TABLE app.ca ADD CONSTRAINT round FOREIGN KEY (round) REFERENCES {} (id)", before));
  }
  if (!trigrams_.empty() && exists("trigrams", 60))
    say(fmt::format("CREATE INDEX also_trgm ON app.ca USING gin (also {}.gin_trgm_ops)", trigrams_));
}

// Sequences, types and functions of several roles; what a column owns follows its table.
void Generator::owners() {
  for (const std::string& what : commentable_) {
    if (what.starts_with("COLUMN ") || what.starts_with("VIEW ") || what.starts_with("MATERIALIZED ")) continue;
    if (exists("owner of " + what, 12))
      say(fmt::format("ALTER {} OWNER TO {}", what,
                      dice("owner of " + what).one_of<std::string>({"alice", "bob", "carol"})));
  }
  for (const char* table : {"app.users", "app.orders"})
    if (exists(std::string("sequence of ") + table, 30)) {
      say("CREATE SEQUENCE app.counts_" + std::string(table).substr(4));
      say(fmt::format("ALTER SEQUENCE app.counts_{} OWNED BY {}.id", std::string(table).substr(4), table));
    }
}

}  // namespace test
