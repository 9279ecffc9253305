// Every kind of object, in a line: X stands for the function X_kind() in kinds/X.cpp or beside its like.

#pragma once

#include "catalog/kind.hpp"

#define PGPLUMB_KINDS(KIND)       \
  KIND(access_method)             \
  KIND(aggregate)                 \
  KIND(cast)                      \
  KIND(collation)                 \
  KIND(column)                    \
  KIND(comment)                   \
  KIND(composite_type)            \
  KIND(constraint)                \
  KIND(conversion)                \
  KIND(default)                   \
  KIND(default_privileges)        \
  KIND(domain)                    \
  KIND(domain_constraint)         \
  KIND(enum)                      \
  KIND(event_trigger)             \
  KIND(extension)                 \
  KIND(foreign_data_wrapper)      \
  KIND(foreign_table)             \
  KIND(function)                  \
  KIND(identity)                  \
  KIND(index)                     \
  KIND(index_attachment)          \
  KIND(inheritance)               \
  KIND(language)                  \
  KIND(materialized_view)         \
  KIND(operator)                  \
  KIND(operator_class)            \
  KIND(operator_family)           \
  KIND(owner)                     \
  KIND(partition)                 \
  KIND(partition_trigger)         \
  KIND(policy)                    \
  KIND(privileges)                \
  KIND(procedure)                 \
  KIND(publication)               \
  KIND(publication_schema)        \
  KIND(publication_table)         \
  KIND(range_type)                \
  KIND(replica_identity)          \
  KIND(rule)                      \
  KIND(schema)                    \
  KIND(security_label)            \
  KIND(sequence)                  \
  KIND(sequence_owned_by)         \
  KIND(server)                    \
  KIND(statistics)                \
  KIND(table)                     \
  KIND(text_search_configuration) \
  KIND(text_search_dictionary)    \
  KIND(text_search_parser)        \
  KIND(text_search_template)      \
  KIND(transform)                 \
  KIND(trigger)                   \
  KIND(unmodelled)                \
  KIND(unread_attribute)          \
  KIND(user_mapping)              \
  KIND(view)                      \
  KIND(view_column)

namespace pgplumb::kinds {

#define PGPLUMB_DECLARE(kind) [[nodiscard]] const catalog::Kind& kind##_kind();
PGPLUMB_KINDS(PGPLUMB_DECLARE)
#undef PGPLUMB_DECLARE

}  // namespace pgplumb::kinds
