// What statements do to relations that existed before the plan: locks taken, relations read in full, files written
// anew.

#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::plan {

class Meter {
 public:
  /// `before` was read from the database that `connection` is a session with, before the plan.
  Meter(postgres::Connection& connection, const catalog::Catalog& before);

  /// To be called when a transaction begins, and before a statement outside of one.
  void begin();
  /// Adds what the last statement did. In the same transaction, after it.
  void add_to(Measured& measured);
  /// begin(), after a statement outside of one, whose locks are gone: adds what it has read in full all the same.
  void begin_again(Measured& measured);

 private:
  struct Relation {
    std::string name;
    std::string file;
    std::int64_t scans = 0;
  };

  postgres::Connection& connection_;
  std::map<std::string, Relation> relations_;  ///< by OID
  std::int64_t newest_ = 0;                    ///< the greatest of these OIDs
  std::map<std::string, std::string> locks_;   ///< held in this transaction: "oid mode" -> name
};

}  // namespace pgplumb::plan
