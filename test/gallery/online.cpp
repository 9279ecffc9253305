#include "gallery/online.hpp"

#include <map>

#include "plan/hazards.hpp"

namespace test {

namespace {

// By case: why a step reads a table in full under a lock.
const std::map<std::string, std::string>& exceptions() {
  static const char* const rewritten = "a type changes that PostgreSQL can only write anew";
  static const char* const counter = "what is written anew is a sequence, which is one row";
  static const char* const several = "no CHECK says what a key of several columns asks of rows";
  static const std::map<std::string, std::string> list = {
      {"column/generated_no_more", rewritten},
      {"column/parent_lets_go_of_not_null",
       "children that keep NOT NULL lose it with their parent, and are read again"},
      {"column/rows_of_what_changes", rewritten},
      {"column/type_beneath_a_generated_column", rewritten},
      {"column/type_from_several_parents", rewritten},
      {"column/type_keeps_what_it_resets", rewritten},
      {"constraint/changes", "EXCLUDE has no other way"},
      {"constraint/foreign_key_of_partitions", several},
      {"constraint/primary_key_under_foreign_keys", rewritten},
      {"constraint/storage_parameters", "a required column without a default wants no rows, and looks for some"},
      {"default/changes", rewritten},
      {"domain/default_and_not_null", "ALTER DOMAIN ... SET NOT NULL reads the tables that use it under SHARE"},
      {"domain_constraint/of_tables_with_rows",
       "ALTER DOMAIN ... VALIDATE CONSTRAINT, as SET NOT NULL, reads the tables that use it under SHARE"},
      {"identity/changes", counter},
      {"identity/other_limits", counter},
      {"materialized_view/column_type_beneath", rewritten},
      {"index/type_beneath_an_index_of_partitions", rewritten},
      {"partition/beside_a_default_that_grows",
       "a key of several columns; and no CHECK of a default partition stands while it gets one beneath it that would "
       "lack it"},
      {"partition/bounds_and_parents", "a new partition is held against the rows of the default one"},
      {"publication/changed", "a type changes beneath a publication of both tables, which is made anew"},
      {"rule/column_type_beneath", "types change beneath a rule between both tables, which is made anew"},
      {"sequence/outlives_its_owner", counter},
      {"table/logged_in_a_circle", "tables of a circle of foreign keys become logged, and are written anew"},
      {"trigger/column_type_beneath", rewritten},
  };
  return list;
}

}  // namespace

std::vector<std::string> what_blocks(const GalleryCase& one, const Store& live, const pgplumb::plan::Plan& plan) {
  using pgplumb::plan::HazardKind;
  std::vector<std::string> found;
  for (const pgplumb::plan::Hazard& hazard : pgplumb::plan::hazards_of(plan)) {
    if (hazard.kind != HazardKind::blocks_reads && hazard.kind != HazardKind::blocks_writes) continue;
    if (!live.is_plain(hazard.relation)) continue;
    found.push_back(told(hazard));
  }
  const bool listed = exceptions().contains(one.name);
  if (listed && found.empty()) return {"it is listed as one that blocks, and does not"};
  if (listed) return {};
  return found;
}

}  // namespace test
