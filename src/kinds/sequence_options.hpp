// The parameters that sequences and identity columns share.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// pg_sequence, in the order of `sequence_columns`.
struct SequenceOptions {
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::int64_t minimum = 1;
  std::int64_t maximum = 0;
  std::int64_t cache = 1;
  bool cycle = false;
};

/// The limits that a sequence of `type` (smallint, integer, bigint) has if none are given.
[[nodiscard]] std::int64_t default_minimum(const std::string& type, std::int64_t increment);
[[nodiscard]] std::int64_t default_maximum(const std::string& type, std::int64_t increment);

/// " START WITH 10 INCREMENT BY 2 ...": what differs from a new sequence of `type`, each with a blank before it.
[[nodiscard]] std::string creation_options(const SequenceOptions& options, const std::string& type);

/// What ALTER SEQUENCE has to say to get from one to the other; each with `lead` and a blank before it. `type` is the
/// one it has afterwards.
[[nodiscard]] std::string changed_options(const SequenceOptions& from, const SequenceOptions& to,
                                          const std::string& lead);

/// A table that becomes logged or not takes the sequences that its columns own along, since PostgreSQL 15: what brings
/// those back that stay as they are. `unlogged`: what the table becomes.
[[nodiscard]] std::vector<catalog::Sql> leave_sequences(const catalog::ObjectId& table, bool unlogged,
                                                        const catalog::Context& context);

/// What plans ask of it; `name` is its SQL name, `aside` that name once it has been moved.
[[nodiscard]] catalog::Counter counter_of(const SequenceOptions& options, std::string name, std::string aside = {});

/// PostgreSQL refuses limits that leave out where a sequence stands: what moves it to its new start in that case,
/// before the limits change; nothing if they leave nothing out. `name` is its SQL name; `as` is " AS bigint" if its
/// type has to grow before it can stand there.
[[nodiscard]] std::vector<catalog::Sql> move_into_limits(const std::string& name, const SequenceOptions& from,
                                                         const SequenceOptions& to, const std::string& as = {});

/// The guard of `object` against such a move where it would hand out numbers a second time: its numbers have run past
/// the new limits. `from` is what it was made with.
[[nodiscard]] std::vector<catalog::Guard> guard_position(const catalog::ObjectId& object, const std::string& name,
                                                         const SequenceOptions& from, const SequenceOptions& to);

/// "position of sequence app.orders_id_seq": what is lost with a counter.
[[nodiscard]] std::string position_of(const catalog::ObjectId& object);

}  // namespace pgplumb::kinds
