// A plan: what will be done, in which order and transactions, and what was proved about it.
//
// This is the value that passes build, the proof completes, plan files hold, reports show and apply executes. It knows
// no catalogs: everything in it is text that means the same on every database with the plan's `from` fingerprint.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pgplumb/error.hpp"

namespace pgplumb::plan {

/// What a statement was seen to do to relations that existed before the plan, in the scratch server.
struct Measured {
  std::vector<std::string> locks;     ///< "ACCESS EXCLUSIVE on app.users", strongest first, then by name
  std::vector<std::string> scans;     ///< relations read in full: "app.users"
  std::vector<std::string> rewrites;  ///< relations whose file was written anew

  bool operator==(const Measured&) const = default;
};

/// What a step does to the object it names.
enum class Change { create, alter, replace, drop, rename, guard, validate };

[[nodiscard]] const char* to_string(Change change);

/// What a step endangers without losing anything and without a measure: the hazard as policy names it, and to what.
struct Danger {
  std::string hazard;       ///< "drops-default", "depends-on-rows"
  std::string object;       ///< "column app.users.id"
  std::string demand = {};  ///< what the rows of `object` must be: "no NULL in column app.users.email"
  /// Complete, without a semicolon: selects the rows in the way from the database as it is before the plan. Empty where
  /// no SELECT can say.
  std::string query = {};

  bool operator==(const Danger&) const = default;
};

struct Step {
  int number = 0;  ///< from 1, through the whole plan
  Change change = Change::create;
  std::string object;                   ///< "table app.users"
  Position position;                    ///< where the schema files say so; unknown for drops
  std::vector<std::string> statements;  ///< complete, without semicolons
  std::vector<std::string> notes;       ///< field-level: "type: integer -> bigint"
  std::string destroys;                 ///< what it loses: "column app.users.age"; empty if nothing
  Measured measured;
  /// Numbers of the earlier steps that it must follow, ascending. What follows from others is left out: with 3 after 2
  /// and 2 after 1, 3 does not name 1.
  std::vector<int> after;
  std::vector<Danger> dangers;

  bool operator==(const Step&) const = default;
};

/// A section of schema.sql that passes through verbatim.
struct Manual {
  std::string name;
  std::string run;  ///< changed, always or once
  bool transaction = true;
  Position position;
  std::string bytes;   ///< exactly what stands between the markers
  std::string sha256;  ///< of bytes, hexadecimal

  bool operator==(const Manual&) const = default;
};

/// Statements that are committed together, or, without a transaction, one that cannot be in one.
struct Batch {
  bool transaction = true;
  std::vector<Step> steps;  ///< empty if `manual` is set
  std::optional<Manual> manual;
  std::string checkpoint;  ///< fingerprint once it is done; empty if not proved

  bool operator==(const Batch&) const = default;
};

/// How many objects a plan makes, changes, replaces and drops.
struct Counts {
  int create = 0;
  int alter = 0;
  int replace = 0;
  int drop = 0;

  bool operator==(const Counts&) const = default;
};

enum class Proof { passed, skipped };

struct Plan {
  std::string from;  ///< fingerprint that the plan starts from
  std::string to;    ///< fingerprint that it leads to
  int server_major = 0;
  std::string projection;  ///< what is managed, one line that apply turns into the same projection ("schemas=*;
                           ///< owners=off; privileges=on")
  Counts counts;
  std::vector<std::string> destroys;  ///< objects whose rows or values are lost, sorted: "column app.users.age"
  Proof proof = Proof::skipped;
  int statements = 0;                    ///< how many statements were proved
  std::vector<std::string> information;  ///< for the reader: "order of columns differs: table app.users"
  std::string lock_timeout = "3s";       ///< how long a statement may wait for a lock, as PostgreSQL writes it
  std::vector<Batch> batches;
  /// What `from` consists of: object name -> first 8 hexadecimal digits of its hash, so that a stale plan can name what
  /// moved.
  std::map<std::string, std::string> manifest;

  [[nodiscard]] bool empty() const { return batches.empty(); }
  bool operator==(const Plan&) const = default;
};

}  // namespace pgplumb::plan
