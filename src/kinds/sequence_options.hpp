// The parameters that sequences and identity columns share.

#pragma once

#include <cstdint>
#include <string>

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

/// A sequence that was never used stands at its old start, and PostgreSQL refuses limits that leave that out: the
/// statement that moves it to its new start, and does nothing to a sequence in use; empty if none is needed. `name` is
/// its SQL name.
[[nodiscard]] std::string move_to_start(const std::string& name, const SequenceOptions& from,
                                        const SequenceOptions& to);

}  // namespace pgplumb::kinds
