// The witness: what a server holds about the user's objects in catalog columns that nobody here knows, those that came
// after the newest known version. It needs no kinds: the server says which columns refer to which catalog.

#pragma once

#include <span>
#include <string>

#include "postgres/connection.hpp"
#include "witness/known_columns.hpp"

namespace pgplumb::witness {

/// Queries for what is unread; each empty if there is nothing to ask for.
struct Unread {
  std::string attributes;  ///< rows as of an attached kind with a part: all that is unread of an object's own row, and
                           ///< whether any of it is notable
  std::string rows;        ///< {catalog, identity}, definition: rows of catalogs that are not known at all

  bool operator==(const Unread&) const = default;
};

/// Asks which columns the server has beside `known`. Notable is a value unless rows of the server's own hold it alike,
/// or it is nothing, false or zero where there are none. Texts are told by a digest: they may hold secrets. One turn;
/// all that differs between servers is their version, so that the answer for one holds for all of its version. @throws
/// ServerError
[[nodiscard]] Unread find_unread(postgres::Connection& connection,
                                 std::span<const KnownCatalog> known = known_catalogs());

}  // namespace pgplumb::witness
