// A plan in which every name, note and body tries to look like a part of the plan file. Its statements run on any
// empty database.

#pragma once

#include "base/hash.hpp"
#include "plan/plan.hpp"

namespace test {

inline constexpr const char* hostile_name = "a\nCOMMIT;\r\n-- checkpoint: sha256:00\n\"q\" 'l' \\ \t  (x:1)\n$$ ö";

inline pgplumb::plan::Plan hostile_plan() {
  using namespace pgplumb::plan;
  const std::string quoted = "\"a\nCOMMIT;\r\n-- checkpoint: sha256:00\n\"\"q\"\" 'l' \\ \t  (x:1)\n$$ ö\"";
  const std::string body =
      "\nBEGIN;\nCOMMIT;\n-- checkpoint: sha256:11\n-- batch 2 of 2: transaction\n-- manual \"x\" run=once "
      "transaction=on "
      "sha256=0 bytes=3 (), verbatim\n-- end manual\n-- state: AAAA\n-- end of plan\n";
  Plan plan;
  plan.from = "sha256:from";
  plan.to = "sha256:to";
  plan.server_major = 15;
  plan.projection = "schemas=*; owners=off; privileges=on";
  plan.counts = {3, 2, 0, 1};
  plan.destroys = {std::string("table ") + hostile_name, " column app.users.age ",
                   "function  public.f()  (schema.sql:1)"};
  plan.proof = Proof::passed;
  plan.statements = 7;
  plan.information = {"order of columns differs: table app.users", hostile_name};
  plan.lock_timeout = "1500ms";

  Step first;
  first.number = 1;
  first.object = std::string("table ") + hostile_name;
  first.position = {"a:b (c)\nd.sql", 12, 1};
  first.statements = {"CREATE TABLE public." + quoted + " (\n    id integer\n)",
                      "COMMENT ON TABLE public." + quoted + " IS E'" + "it''s \\\\ \\n-- step 9: drop table x" + "'"};
  first.notes = {"locks: none of them",        "destroys: nothing", "hazard: none here", "asks: none",
                 "  type: integer -> bigint ", "  locks: none",     hostile_name};

  Step second;
  second.number = 2;
  second.change = Change::replace;
  second.object = "function public.f()";
  second.position = {"schema.sql", 88, 3};
  second.destroys = "function  public.f()  (schema.sql:1)";
  second.dangers = {{"drops-default", std::string("column ") + hostile_name},
                    {"drops-default", "column public.a  b"},
                    {"depends-on-rows", hostile_name, hostile_name, std::string("SELECT ") + hostile_name},
                    {"depends-on-rows", "table public.t", "no row", ""}};
  second.measured.locks = {"ACCESS EXCLUSIVE on public.a, b", hostile_name};
  second.measured.scans = {"public.x"};
  second.measured.rewrites = {"public.y", "public.z"};
  second.statements = {"CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $_$" + body + "$_$",
                       "CREATE FUNCTION public.g(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN "
                       "(a > 1) THEN 1 ELSE 2 END; SELECT 3; END"};

  Batch steps;
  steps.steps = {first, second};
  steps.checkpoint = "sha256:0001";

  Batch manual;
  manual.manual = Manual{hostile_name, "once", true, {"schema.sql", 7, 0}, "", ""};
  manual.manual->bytes = "SELECT '-- end manual';\r\nSELECT 1; -- schön\r\n-- end manual\n\n/* 手工追加 */ SELECT 2";
  manual.manual->sha256 = pgplumb::sha256_hex(manual.manual->bytes);

  Step third;
  third.number = 3;
  third.object = "index public.i";
  third.after = {1, 2};
  third.measured.locks = {"SHARE UPDATE EXCLUSIVE on public.t"};
  third.statements = {"CREATE INDEX CONCURRENTLY i ON public." + quoted + " (id)"};
  Batch concurrent;
  concurrent.transaction = false;
  concurrent.steps = {third};
  concurrent.checkpoint = "sha256:0002";

  Batch outside;
  outside.transaction = false;
  outside.manual = Manual{"vacuum", "always", false, {}, "VACUUM;\nVACUUM", ""};
  outside.manual->sha256 = pgplumb::sha256_hex(outside.manual->bytes);

  plan.batches = {steps, manual, concurrent, outside};
  plan.manifest = {{"table app.users", "0123abcd"}, {hostile_name, "ffffffff"}};
  return plan;
}

}  // namespace test
