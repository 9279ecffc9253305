#include "random/generator.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace test {

namespace {

const std::vector<std::string> plain_types = {
    "integer",          "bigint",  "smallint",    "text",          "varchar(20)", "numeric(10,2)",
    "numeric",          "boolean", "timestamptz", "date",          "jsonb",       "uuid",
    "integer[]",        "text[]",  "bytea",       "inet",          "int4range",   "interval",
    "double precision", "char(3)", "tsvector",    "bit varying(8)"};

bool starts_with(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

bool is_number(const std::string& type) {
  return type == "integer" || type == "bigint" || type == "smallint" || starts_with(type, "numeric") ||
         type == "double precision";
}

bool is_text(const std::string& type) {
  return type == "text" || starts_with(type, "varchar");
}

}  // namespace

Generator::Generator(std::uint64_t seed, bool changed) : seed_(seed), changed_(changed), column_types_(plain_types) {}

Dice Generator::dice(const std::string& name) const {
  const bool other = changed_ && Dice(fmt::format("{}/changes/{}", seed_, name)).chance(25);
  return Dice(fmt::format("{}/{}/{}", seed_, name, other ? 1 : 0));
}

bool Generator::exists(const std::string& name, std::size_t percent) const {
  const bool other = changed_ && Dice(fmt::format("{}/comes or goes/{}", seed_, name)).chance(15);
  return Dice(fmt::format("{}/exists/{}/{}", seed_, name, other ? 1 : 0)).chance(percent);
}

std::vector<std::string> Generator::statements() {
  say("CREATE SCHEMA app");
  if (exists("schema other", 50)) say("CREATE SCHEMA \"Other One\"");
  extensions();
  types();
  functions();
  row_types();
  tables();
  heirs();
  constraints();
  trees();
  chains();
  indexes();
  late_functions();
  views();
  triggers();
  policies();
  comments_and_privileges();
  owners();
  event_triggers();
  return statements_;
}

void Generator::types() {
  for (const std::string name : {"app.mood", "app.state", "app.kind"}) {
    if (!exists(name, 85)) continue;
    Dice own = dice(name);
    std::vector<std::string> labels;
    for (const char* label : {"new", "open", "it''s", "closed", "gone"})
      if (own.chance(70)) labels.push_back(fmt::format("'{}'", label));
    if (own.chance(20)) std::reverse(labels.begin(), labels.end());
    say(fmt::format("CREATE TYPE {} AS ENUM ({})", name, fmt::join(labels, ", ")));
    column_types_.push_back(name);
    commentable_.push_back("TYPE " + name);
  }
  for (const std::string name : {"app.amount", "app.email"}) {
    if (!exists(name, 80)) continue;
    Dice own = dice(name);
    const std::string base = name == "app.email" ? own.one_of<std::string>({"text", "varchar(80)"})
                                                 : own.one_of<std::string>({"integer", "numeric", "bigint"});
    std::string text = fmt::format("CREATE DOMAIN {} AS {}", name, base);
    if (own.chance(40)) text += name == "app.email" ? " DEFAULT 'none'" : " DEFAULT 7";
    if (own.chance(30)) text += " NOT NULL";
    if (own.chance(70))
      text += fmt::format(" CONSTRAINT sound CHECK (VALUE {})",
                          name == "app.email" ? own.one_of<std::string>({"<> ''", "LIKE '%@%'", "> 'a'"})
                                              : own.one_of<std::string>({"> 0", "BETWEEN 1 AND 10"}));
    say(text);
    column_types_.push_back(name);
    commentable_.push_back("DOMAIN " + name);
  }
  for (const std::string name : {"app.point", "app.\"Odd type\""}) {
    if (!exists(name, 60)) continue;
    Dice own = dice(name);
    std::vector<std::string> attributes;
    for (const char* attribute : {"x", "y", "\"z z\""})
      if (own.chance(80))
        attributes.push_back(
            fmt::format("{} {}", attribute, own.one_of<std::string>({"integer", "text", "numeric", "bigint"})));
    say(fmt::format("CREATE TYPE {} AS ({})", name, fmt::join(attributes, ", ")));
    column_types_.push_back(name);
  }
  if (exists("app.span", 40)) {
    Dice own = dice("app.span");
    say("CREATE TYPE app.span AS RANGE (subtype = " + own.one_of<std::string>({"numeric", "text", "date"}) + ")");
    column_types_.push_back("app.span");
  }
  for (const std::string name : {"app.numbers", "app.\"more numbers\""}) {
    if (!exists(name, 80)) continue;
    Dice own = dice(name);
    std::string text = "CREATE SEQUENCE " + name;
    if (own.chance(40)) text += " AS " + own.one_of<std::string>({"integer", "smallint"});
    if (own.chance(40)) text += fmt::format(" INCREMENT BY {}", 1 + own.below(9));
    if (own.chance(40)) text += fmt::format(" START WITH {}", 1 + own.below(99));
    if (own.chance(30)) text += fmt::format(" CACHE {}", 1 + own.below(9));
    if (own.chance(30)) text += " CYCLE";
    say(text);
    commentable_.push_back("SEQUENCE " + name);
  }
}

void Generator::functions() {
  for (const std::string name : {"app.twice", "app.label", "app.more"}) {
    if (!exists(name, 85)) continue;
    Dice own = dice(name);
    const std::string type = own.one_of<std::string>({"integer", "integer", "bigint", "text"});
    std::string text =
        fmt::format("CREATE FUNCTION {}({} {}", name, own.one_of<std::string>({"a", "a", "value"}), type);
    if (own.chance(50)) text += fmt::format(", b text DEFAULT '{}'", own.below(3));
    text += fmt::format(") RETURNS {} LANGUAGE {}", own.chance(80) ? type : std::string("text"),
                        own.one_of<std::string>({"sql", "sql", "plpgsql"}));
    text += own.chance(70) ? " IMMUTABLE" : " STABLE";
    if (own.chance(30)) text += " STRICT";
    if (own.chance(30)) text += " PARALLEL SAFE";
    if (own.chance(20)) text += fmt::format(" COST {}", 1 + own.below(50));
    if (own.chance(20)) text += " SECURITY DEFINER";
    if (own.chance(30)) text += " SET search_path = app, \"Other One\"";
    if (own.chance(20)) text += " SET work_mem = '8MB'";
    const bool procedural = text.find("plpgsql") != std::string::npos;
    text += procedural ? fmt::format(" AS $$BEGIN RETURN $1; -- {}\nEND$$", own.below(3))
                       : fmt::format(" AS $$SELECT $1 /* {} */$$", own.below(3));
    say(text);
  }
  for (const std::string name : {"app.touch", "app.audit"}) {
    if (!exists(name, 90)) continue;
    Dice own = dice(name);
    say(fmt::format("CREATE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $body$BEGIN RETURN {}; END$body$", name,
                    own.one_of<std::string>({"new", "NULL", "old"})));
    commentable_.push_back("FUNCTION " + name + "()");
  }
  if (exists("app.work", 70)) {
    Dice own = dice("app.work");
    say(fmt::format("CREATE PROCEDURE app.work({} integer) LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE '{}'; END$$",
                    own.one_of<std::string>({"n", "INOUT n", "number"}), own.below(3)));
  }
  if (exists("app.total", 60)) {
    Dice own = dice("app.total");
    say(own.chance(50) ? "CREATE AGGREGATE app.total(integer) (SFUNC = int4_sum, STYPE = bigint)"
                       : "CREATE AGGREGATE app.total(integer) (SFUNC = int4larger, STYPE = integer, INITCOND = '0')");
  }
}

std::string Generator::literal(Dice& own, const std::string& type) const {
  if (is_number(type)) return std::to_string(own.below(100));
  if (is_text(type) || starts_with(type, "char"))
    return fmt::format("'{}'", own.one_of<std::string>({"a", "b''c", "x\\y"}));
  if (type == "boolean") return own.one_of<std::string>({"true", "false"});
  if (type == "timestamptz") return own.one_of<std::string>({"now()", "'2024-01-01 00:00+00'"});
  if (type == "date") return own.one_of<std::string>({"CURRENT_DATE", "'2024-02-03'"});
  if (type == "uuid") return "gen_random_uuid()";
  if (type == "jsonb") return own.one_of<std::string>({"'{}'", "'[1, 2]'::jsonb"});
  return "NULL";
}

std::string Generator::condition(Dice& own, const Column& column, const std::string& prefix) {
  const std::string name = prefix + column.name;
  if (is_number(column.type))
    return own.one_of<std::string>(
        {fmt::format("{} > {}", name, own.below(50)), fmt::format("{} BETWEEN 1 AND {}", name, own.below(50)),
         fmt::format("{} IN (1, 2, {})", name, own.below(50)), fmt::format("app.twice({}::integer) > 0", name)});
  // Of a varchar the server writes IN as something that, run again, it writes in another way.
  if (is_text(column.type))
    return own.one_of<std::string>({name + " <> ''", name + (column.type == "text" ? " IN ('a', 'b')" : " > 'b'"),
                                    name + " LIKE 'a%'", fmt::format("lower({}) = {}", name, name),
                                    fmt::format("length({}) < {}", name, own.below(50))});
  if (column.type == "boolean") return own.one_of<std::string>({name, "NOT " + name});
  return name + (own.chance(50) ? " IS NOT NULL" : " IS NULL");
}

Generator::Column Generator::any_column(Dice& own, const Relation& relation) {
  return own.one_of(relation.columns);
}

std::string Generator::column_text(Dice& own, const std::string& table, const Column& column) {
  std::string text = column.name + " " + column.type;
  if (is_text(column.type) && own.chance(15)) text += " COLLATE \"C\"";
  if (is_number(column.type) && column.name != "id" && own.chance(12))
    return text + fmt::format(" GENERATED ALWAYS AS ({} * {}) STORED", "id", 1 + own.below(3));
  if (own.chance(25)) text += " NOT NULL";
  if (column.type == "integer" && own.chance(15))
    return text + " GENERATED " + (own.chance(50) ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY";
  if (column.type == "bigint" && own.chance(30)) return text + " DEFAULT nextval('app.numbers')";
  if (is_number(column.type) && own.chance(10)) return text + fmt::format(" DEFAULT app.twice({})", own.below(9));
  if (own.chance(40)) text += " DEFAULT " + literal(own, column.type);
  if (own.chance(12)) text += fmt::format(" CONSTRAINT \"{} sound\" CHECK ({})", table, condition(own, column));
  return text;
}

void Generator::table(const std::string& name, int number) {
  Dice own = dice(name);
  Relation relation;
  relation.name = name;
  std::vector<std::string> texts;
  const std::string key = dice(name + " key").one_of<std::string>({"integer", "integer", "bigint"});
  relation.columns.push_back({"id", key});
  texts.push_back("id " + key + " NOT NULL");
  for (const std::string column : {"name", "b", "\"the C\"", "d", "e", "f", "g"}) {
    const std::string full = name + "." + column;
    if (!exists(full, 75)) continue;
    Dice of_column = dice(full);
    relation.columns.push_back({column, of_column.one_of(column_types_)});
    texts.push_back(column_text(of_column, std::to_string(number), relation.columns.back()));
  }
  std::string text =
      fmt::format("CREATE {}TABLE {} (\n  {}\n)", own.chance(10) ? "UNLOGGED " : "", name, fmt::join(texts, ",\n  "));
  if (number > 1 && !tables_.empty() && own.chance(12)) text += " INHERITS (" + tables_.front().name + ")";
  if (own.chance(15)) text += fmt::format(" WITH (fillfactor = {})", 50 + own.below(50));
  say(text);
  tables_.push_back(relation);
  commentable_.push_back("TABLE " + name);
  if (own.chance(20)) say(fmt::format("ALTER TABLE {} ALTER COLUMN id SET STATISTICS {}", name, 10 + own.below(90)));
  if (own.chance(10)) say(fmt::format("ALTER TABLE {} REPLICA IDENTITY FULL", name));
}

void Generator::partitioned(const std::string& name) {
  Dice own = dice(name);
  const std::string type = own.one_of<std::string>({"integer", "text", "numeric"});
  say(fmt::format("CREATE TABLE {} (id integer NOT NULL, day date NOT NULL, extra {}) PARTITION BY {}", name, type,
                  own.chance(75) ? "RANGE (day)" : "RANGE (day, id)"));
  const bool one_key = statements_.back().find("(day)") != std::string::npos;
  for (int year = 2021; year < 2025; ++year) {
    const std::string part = fmt::format("{}_{}", name, year);
    if (!exists(part, 75)) continue;
    Dice of_part = dice(part);
    const char* bounds = one_key ? "FOR VALUES FROM ('{0}-01-01') TO ('{1}-01-01')"
                                 : "FOR VALUES FROM ('{0}-01-01', 0) TO ('{1}-01-01', 0)";
    say(fmt::format("CREATE TABLE {} PARTITION OF {} {}", part, name,
                    fmt::format(fmt::runtime(bounds), year, year + 1)));
    if (of_part.chance(30)) say(fmt::format("CREATE INDEX ON {} (extra)", part));
    if (of_part.chance(20)) say(fmt::format("ALTER TABLE {} ALTER COLUMN extra SET DEFAULT NULL", part));
    if (of_part.chance(20))
      say(fmt::format("ALTER TABLE {} ADD CONSTRAINT positive CHECK (id > {})", part, of_part.below(5)));
  }
  if (exists(name + " default", 50)) say(fmt::format("CREATE TABLE {0}_rest PARTITION OF {0} DEFAULT", name));
  if (own.chance(60)) say(fmt::format("ALTER TABLE {} ADD PRIMARY KEY (id, day)", name));
  if (own.chance(60)) say(fmt::format("CREATE INDEX ON {} (extra{})", name, own.chance(50) ? " DESC" : ""));
  tables_.push_back({name, {{"id", "integer"}, {"day", "date"}, {"extra", type}}, ""});
  commentable_.push_back("TABLE " + name);
}

void Generator::tables() {
  int number = 0;
  for (const std::string name : {"app.users", "app.orders", "app.\"Items\"", "app.notes", "\"Other One\".things"})
    if (exists(name, 85)) table(name, ++number);
  for (const std::string name : {"app.events", "app.facts"})
    if (exists(name, 60)) partitioned(name);
}

void Generator::constraints() {
  for (Relation& relation : tables_) {
    if (relation.columns[1].name == "day") continue;
    Dice own = dice(relation.name + " constraints");
    if (own.chance(80)) {
      say(fmt::format("ALTER TABLE {} ADD PRIMARY KEY (id)", relation.name));
      relation.key_type = relation.columns[0].type;
    }
    for (int count = 0; count < 3; ++count) {
      const std::string name = fmt::format("c{}", count);
      if (!exists(relation.name + name, 50)) continue;
      Dice each = dice(relation.name + name);
      const Column column = any_column(each, relation);
      std::string text = fmt::format("ALTER TABLE {} ADD CONSTRAINT {} ", relation.name, name);
      if (each.chance(40)) {
        text += fmt::format("UNIQUE ({})", column.name);
        if (each.chance(25)) text += " DEFERRABLE INITIALLY DEFERRED";
      } else {
        text += fmt::format("CHECK ({})", condition(each, column));
        if (each.chance(20)) text += " NOT VALID";
      }
      say(text);
    }
  }
  for (const Relation& relation : tables_) {
    for (const Relation& target : tables_) {
      const std::string name = relation.name + " to " + target.name;
      if (target.key_type.empty() || !exists(name, 25)) continue;
      Dice own = dice(name);
      const Column column = any_column(own, relation);
      std::string text =
          fmt::format("ALTER TABLE {} ADD CONSTRAINT \"{}\" FOREIGN KEY ({}) REFERENCES {} (id)", relation.name,
                      "to " + std::to_string(target.name.size()), column.name, target.name);
      if (own.chance(40)) text += " ON DELETE " + own.one_of<std::string>({"CASCADE", "SET NULL", "RESTRICT"});
      if (own.chance(20)) text += " DEFERRABLE";
      if (own.chance(15)) text += " NOT VALID";
      say(text);
    }
  }
}

void Generator::indexes() {
  for (const Relation& relation : tables_) {
    for (int count = 0; count < 3; ++count) {
      const std::string name = fmt::format("\"{}_i{}\"",
                                           relation.name.substr(relation.name.rfind('.') + 1, 3) == "\"It"
                                               ? "Items"
                                               : relation.name.substr(relation.name.rfind('.') + 1),
                                           count);
      if (!exists(relation.name + name, 50)) continue;
      Dice own = dice(relation.name + name);
      const Column column = any_column(own, relation);
      const Column second = any_column(own, relation);
      std::string text = fmt::format("CREATE {}INDEX {} ON {} ", own.chance(15) ? "UNIQUE " : "", name, relation.name);
      if (is_text(column.type) && own.chance(50)) {
        text += fmt::format("(lower({}))", column.name);
      } else {
        text += fmt::format("({}{}{})", column.name, own.chance(20) ? " DESC" : "",
                            own.chance(30) && second.name != column.name ? ", " + second.name : "");
      }
      if (own.chance(25)) text += " WHERE " + condition(own, second);
      say(text);
    }
  }
}

// Functions that know tables.
void Generator::late_functions() {
  for (const Relation& relation : tables_) {
    const std::string name = relation.name.find("users") != std::string::npos ? "app.read_users" : "app.read_orders";
    if (relation.name != "app.users" && relation.name != "app.orders") continue;
    if (!exists(name, 70)) continue;
    Dice own = dice(name);
    const Column column = any_column(own, relation);
    if (own.chance(50)) {
      say(fmt::format("CREATE FUNCTION {}() RETURNS SETOF {} LANGUAGE sql STABLE AS $$SELECT * FROM {}$$", name,
                      relation.name, relation.name));
    } else {
      say(fmt::format(
          "CREATE FUNCTION {}() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count({}) FROM {} WHERE {}; END",
          name, column.name, relation.name, condition(own, column)));
    }
    commentable_.push_back("FUNCTION " + name + "()");
  }
}

void Generator::views() {
  std::vector<Relation> sources = tables_;
  for (int count = 0; count < 6 && !sources.empty(); ++count) {
    const bool stored = count == 2 || count == 5;
    const std::string name = fmt::format("app.{}{}", stored ? "m" : "v", count);
    if (!exists(name, 75)) continue;
    Dice own = dice(name);
    const Relation& source = own.one_of(sources);
    Relation view{name, {}, ""};
    std::vector<std::string> columns;
    for (const Column& column : source.columns) {
      if (!own.chance(60)) continue;
      columns.push_back("s." + column.name);
      view.columns.push_back(column);
    }
    if (columns.empty()) {
      columns.emplace_back("count(*) AS n");
      view.columns.push_back({"n", "bigint"});
    } else if (own.chance(25)) {
      columns.push_back(fmt::format("{} AS flag", condition(own, any_column(own, source), "s.")));
      view.columns.push_back({"flag", "boolean"});
    }
    std::string text =
        fmt::format("CREATE {}VIEW {} {}AS SELECT {} FROM {} s", stored ? "MATERIALIZED " : "", name,
                    !stored && own.chance(15) ? "WITH (security_barrier) " : "", fmt::join(columns, ", "), source.name);
    if (own.chance(30)) text += fmt::format(" LEFT JOIN {} o ON o.{} IS NULL", own.one_of(tables_).name, "id");
    if (own.chance(50)) text += " WHERE " + condition(own, any_column(own, source), "s.");
    if (stored) text += " WITH NO DATA";
    say(text);
    if (stored && own.chance(60)) say(fmt::format("CREATE INDEX ON {} ({})", name, view.columns.front().name));
    commentable_.push_back((stored ? "MATERIALIZED VIEW " : "VIEW ") + name);
    commentable_.push_back("COLUMN " + name + "." + view.columns.front().name);
    sources.push_back(view);
    views_.push_back(view);
  }
}

void Generator::triggers() {
  for (const Relation& relation : tables_) {
    for (const std::string name : {"touch", "audit", "\"the third\""}) {
      if (!exists(relation.name + name, 30)) continue;
      Dice own = dice(relation.name + name);
      const Column column = any_column(own, relation);
      const bool update = own.chance(60);
      std::string text =
          fmt::format("CREATE TRIGGER {} {} {} ON {} FOR EACH ROW", name, own.chance(50) ? "BEFORE" : "AFTER",
                      update ? "UPDATE OF " + column.name : std::string("INSERT OR DELETE"), relation.name);
      if (update && own.chance(40)) text += fmt::format(" WHEN (old.{0} IS DISTINCT FROM new.{0})", column.name);
      text += fmt::format(" EXECUTE FUNCTION {}()", own.one_of<std::string>({"app.touch", "app.audit"}));
      say(text);
      if (own.chance(25))
        say(fmt::format("ALTER TABLE {} {} TRIGGER {}", relation.name,
                        own.one_of<std::string>({"DISABLE", "ENABLE ALWAYS"}), name));
    }
    if (exists(relation.name + " rule", 12)) {
      Dice own = dice(relation.name + " rule");
      say(fmt::format("CREATE RULE keep AS ON DELETE TO {} WHERE {} DO INSTEAD NOTHING", relation.name,
                      condition(own, any_column(own, relation), "old.")));
    }
  }
}

void Generator::policies() {
  for (const Relation& relation : tables_) {
    if (!exists(relation.name + " security", 30)) continue;
    const bool forced = dice(relation.name + " security").chance(30);
    say(fmt::format("ALTER TABLE {} {} ROW LEVEL SECURITY", relation.name, forced ? "FORCE" : "ENABLE"));
    for (const std::string name : {"own", "others"}) {
      if (!exists(relation.name + name, 60)) continue;
      Dice each = dice(relation.name + name);
      std::string text = fmt::format("CREATE POLICY {} ON {}", name, relation.name);
      if (each.chance(20)) text += " AS RESTRICTIVE";
      if (each.chance(40)) text += " FOR " + each.one_of<std::string>({"SELECT", "DELETE", "UPDATE"});
      if (each.chance(50)) text += " TO " + each.one_of<std::string>({"alice", "bob", "alice, bob"});
      text += fmt::format(" USING ({})", condition(each, any_column(each, relation)));
      say(text);
    }
  }
}

void Generator::comments_and_privileges() {
  for (const std::string& name : commentable_) {
    if (!exists("comment on " + name, 25)) continue;
    say(fmt::format("COMMENT ON {} IS 'it''s number {}'", name, dice("comment on " + name).below(9)));
  }
  std::vector<Relation> relations = tables_;
  relations.insert(relations.end(), views_.begin(), views_.end());
  for (const Relation& relation : relations) {
    for (const std::string role : {"alice", "bob"}) {
      if (!exists(relation.name + role, 25)) continue;
      Dice own = dice(relation.name + role);
      const std::string columns = own.chance(30) ? fmt::format(" ({})", any_column(own, relation).name) : "";
      say(fmt::format("GRANT {}{} ON {} TO {}{}", own.one_of<std::string>({"SELECT", "INSERT", "UPDATE"}), columns,
                      relation.name, role, own.chance(20) ? " WITH GRANT OPTION" : ""));
    }
    if (exists(relation.name + " owner", 10)) {
      const bool stored = relation.name.find("app.m") == 0;
      const bool view = relation.name.find("app.v") == 0;
      say(fmt::format("ALTER {} {} OWNER TO carol",
                      stored ? "MATERIALIZED VIEW"
                      : view ? "VIEW"
                             : "TABLE",
                      relation.name));
    }
  }
  if (exists("default privileges", 30)) say("ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO bob");
}

}  // namespace test
