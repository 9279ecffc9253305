// What hands out numbers, and what must hold where its limits change or another takes over from it.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pgplumb::catalog {

/// What must hold in the data before an alteration, which loses something otherwise.
struct Guard {
  std::string loses;     ///< for people: "values of column app.users.age"
  std::string violated;  ///< a condition, as SQL, that is true if it would
  std::string remedy;    ///< how to say that it may
};

/// A sequence, an identity: how far it has come is in no schema.
struct Counter {
  std::string relation;        ///< its SQL name: the relation with last_value and is_called
  std::string aside;           ///< that name once Kind::aside() has moved it
  std::int64_t start = 1;      ///< where it stands before its first number
  std::int64_t increment = 1;  ///< from one number to the next
  std::int64_t minimum = 1;
  std::int64_t maximum = 1;

  /// "BETWEEN 1 AND 32767" where a counter of the limits of `from` may stand outside of this one's; empty where it
  /// cannot.
  [[nodiscard]] std::string limits_within(const Counter& from) const;

  /// Against handing out numbers a second time where `from` comes to have the limits of this one, or this one takes
  /// over from it: it begins anew where its numbers have run past them. `standing` is the SQL name of `from` at that
  /// moment, `loses` what is lost, for people. None where that cannot be.
  [[nodiscard]] std::vector<Guard> guard(const Counter& from, const std::string& standing,
                                         const std::string& loses) const;
};

}  // namespace pgplumb::catalog
