#include "kinds/kinds.hpp"

#include <algorithm>
#include <vector>

#include "kinds/access_method.hpp"
#include "kinds/aggregate.hpp"
#include "kinds/cast.hpp"
#include "kinds/collation.hpp"
#include "kinds/column.hpp"
#include "kinds/comment.hpp"
#include "kinds/composite_type.hpp"
#include "kinds/constraint.hpp"
#include "kinds/conversion.hpp"
#include "kinds/default.hpp"
#include "kinds/default_privileges.hpp"
#include "kinds/domain.hpp"
#include "kinds/domain_constraint.hpp"
#include "kinds/enum.hpp"
#include "kinds/event_trigger.hpp"
#include "kinds/extension.hpp"
#include "kinds/foreign_data_wrapper.hpp"
#include "kinds/foreign_table.hpp"
#include "kinds/identity.hpp"
#include "kinds/index.hpp"
#include "kinds/index_attachment.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/language.hpp"
#include "kinds/materialized_view.hpp"
#include "kinds/operator.hpp"
#include "kinds/operator_class.hpp"
#include "kinds/operator_family.hpp"
#include "kinds/owner.hpp"
#include "kinds/partition.hpp"
#include "kinds/partition_trigger.hpp"
#include "kinds/policy.hpp"
#include "kinds/privileges.hpp"
#include "kinds/publication.hpp"
#include "kinds/publication_schema.hpp"
#include "kinds/publication_table.hpp"
#include "kinds/range_type.hpp"
#include "kinds/replica_identity.hpp"
#include "kinds/routine.hpp"
#include "kinds/rule.hpp"
#include "kinds/schema.hpp"
#include "kinds/sequence.hpp"
#include "kinds/sequence_owned_by.hpp"
#include "kinds/server.hpp"
#include "kinds/statistics.hpp"
#include "kinds/table.hpp"
#include "kinds/text_search_configuration.hpp"
#include "kinds/text_search_dictionary.hpp"
#include "kinds/text_search_parser.hpp"
#include "kinds/text_search_template.hpp"
#include "kinds/transform.hpp"
#include "kinds/trigger.hpp"
#include "kinds/unmodelled.hpp"
#include "kinds/unread.hpp"
#include "kinds/user_mapping.hpp"
#include "kinds/view.hpp"
#include "kinds/view_column.hpp"

namespace pgplumb::kinds {

std::span<const catalog::Kind* const> all_kinds() {
  static const std::vector<const catalog::Kind*> kinds = [] {
    std::vector<const catalog::Kind*> list = {
        &access_method_kind(),
        &aggregate_kind(),
        &cast_kind(),
        &collation_kind(),
        &column_kind(),
        &comment_kind(),
        &composite_type_kind(),
        &constraint_kind(),
        &conversion_kind(),
        &default_kind(),
        &default_privileges_kind(),
        &domain_kind(),
        &domain_constraint_kind(),
        &enum_kind(),
        &event_trigger_kind(),
        &extension_kind(),
        &foreign_data_wrapper_kind(),
        &foreign_table_kind(),
        &function_kind(),
        &identity_kind(),
        &index_kind(),
        &index_attachment_kind(),
        &language_kind(),
        &materialized_view_kind(),
        &operator_kind(),
        &operator_class_kind(),
        &operator_family_kind(),
        &owner_kind(),
        &inheritance_kind(),
        &partition_kind(),
        &partition_trigger_kind(),
        &policy_kind(),
        &privileges_kind(),
        &procedure_kind(),
        &publication_kind(),
        &publication_schema_kind(),
        &publication_table_kind(),
        &range_type_kind(),
        &replica_identity_kind(),
        &rule_kind(),
        &schema_kind(),
        &security_label_kind(),
        &sequence_kind(),
        &sequence_owned_by_kind(),
        &server_kind(),
        &statistics_kind(),
        &table_kind(),
        &text_search_configuration_kind(),
        &text_search_dictionary_kind(),
        &text_search_parser_kind(),
        &text_search_template_kind(),
        &transform_kind(),
        &trigger_kind(),
        &unmodelled_kind(),
        &unread_attribute_kind(),
        &user_mapping_kind(),
        &view_kind(),
        &view_column_kind(),
    };
    std::sort(list.begin(), list.end(), [](const auto* a, const auto* b) { return a->name() < b->name(); });
    return list;
  }();
  return kinds;
}

const catalog::Kind* find_kind(std::string_view name) {
  const auto kinds = all_kinds();
  const auto at = std::lower_bound(kinds.begin(), kinds.end(), name,
                                   [](const catalog::Kind* kind, std::string_view key) { return kind->name() < key; });
  return at != kinds.end() && (*at)->name() == name ? *at : nullptr;
}

const catalog::Kind& kind_of_unread_attributes() {
  return unread_attribute_kind();
}

const catalog::Kind& kind_of_unread_rows() {
  return unmodelled_kind();
}

std::string notable_of(const catalog::Object& object) {
  return notable(object);
}

bool is_leftover(const catalog::Object& object) {
  return is_leftover_index(object);
}

}  // namespace pgplumb::kinds
