// The journal in the target database: which plans were carried out, and which manual sections have run.
//
// It is an audit trail and the record of manual sections, nothing more: where a database stands is read from its
// schema. Its tables are described by schema/pgplumb/journal.sql and made by the engine like any others.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// The objects of the schema pgplumb, read in the transaction that is open. sources::read_catalog() leaves them out.
[[nodiscard]] catalog::Catalog read_own_schema(postgres::Connection& connection);

/// The sections that apply would not skip, by their rules and by what has run before. Without a journal, or with one
/// that this role may not read, that is all of them. @throws as JournalTables::exists()
[[nodiscard]] std::vector<plan::Manual> sections_to_run(postgres::Connection& connection,
                                                        const std::vector<plan::Manual>& sections,
                                                        const std::vector<std::string>& owners = {});

/// A copy of the database, or of its schema, in a file.
struct Backup {
  std::string file;
  std::string sha256;  ///< of its bytes, hexadecimal
};

/// What a run is, besides its plan.
struct RunFacts {
  std::string digest;       ///< the plan's
  std::string plan;         ///< the name of its file
  std::string environment;  ///< of pgplumb.toml; empty if none was named
  std::optional<Backup> backup;
};

class JournalTables {
 public:
  /// `owners`: roles that may own it, besides the current one and superusers (journal_trust.hpp).
  explicit JournalTables(postgres::Connection& connection, std::vector<std::string> owners = {})
      : connection_(connection), owners_(std::move(owners)) {}

  /// Whether the schema pgplumb is in the database. To be asked before anything else.
  /// @throws DiagnosedError (refused) if it is and may not be trusted
  [[nodiscard]] bool exists();

  /// Makes the schema and its tables, or brings those of an older pgplumb up to date, in one transaction. Does nothing
  /// if they are as they should be.
  /// @throws Error if the role may not, or the schema pgplumb holds something else
  void create();

  struct Run {
    std::int64_t id = 0;
    std::size_t batches = 0;  ///< the number of the last batch that it has committed
    bool finished = false;
    bool is_latest = true;     ///< no plan was carried out since
    std::string when_and_who;  ///< "on 2024-05-01 by deploy"
    std::optional<Backup> backup;
  };
  /// The last run of this plan.
  [[nodiscard]] std::optional<Run> last_run(const std::string& digest);

  /// Records that a plan was begun some time ago, in the transaction that is open or in one of its own.
  [[nodiscard]] std::int64_t begin(const plan::Plan& plan, const RunFacts& facts, std::chrono::milliseconds ago);
  /// Records a batch; `number` counts from 1.
  void finish_batch(std::int64_t run, std::size_t number, const plan::Batch& batch);
  void finish(std::int64_t run);

  /// Whether a section must run, by its rule and by what has run before.
  [[nodiscard]] bool must_run(const plan::Manual& manual);
  void record(std::int64_t run, const plan::Manual& manual);

  /// How far a section without a transaction has come that has not ended.
  struct Progress {
    std::size_t done = 0;  ///< so many of its statements
    std::string sha256;    ///< of these
    bool sent = false;     ///< the next one was sent, and no answer is known
    std::int64_t run = 0;  ///< in which it came so far

    bool operator==(const Progress&) const = default;
  };
  /// nullopt if it was not begun, has ended since, or no journal that this role may read knows.
  [[nodiscard]] std::optional<Progress> progress_of(const std::string& section);
  /// Names of the sections that were interrupted and have not been carried out since.
  [[nodiscard]] std::vector<std::string> interrupted();
  void set_progress(const std::string& section, const Progress& progress);

 private:
  void revoke_from_others();
  [[nodiscard]] bool knows_progress();

  postgres::Connection& connection_;
  std::vector<std::string> owners_;
};

/// A warning for each section that was interrupted: one of `sections` goes on with the next apply, and the rest of
/// another is carried out by nobody.
[[nodiscard]] std::vector<Diagnostic> interrupted_sections(postgres::Connection& connection,
                                                           const std::vector<plan::Manual>& sections,
                                                           const std::vector<std::string>& owners);

/// nullopt if there is none, or none that this role may read. @throws as JournalTables::exists()
[[nodiscard]] std::optional<JournalTables> readable_journal(postgres::Connection& connection,
                                                            const std::vector<std::string>& owners = {});

}  // namespace pgplumb::apply
