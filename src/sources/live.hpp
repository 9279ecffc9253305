// Reading a database: every catalog query in one message, in one REPEATABLE READ, READ ONLY transaction.
//
// The number of round trips grows neither with the schema nor with the number of kinds. A role that may only read
// the catalogs suffices. search_path is empty, so that the server writes every name in full.

#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "postgres/connection.hpp"
#include "witness/witness.hpp"

namespace pgplumb::sources {

/// Whose transaction the queries run in.
enum class ReadIn {
  own_transaction,        ///< a new REPEATABLE READ, READ ONLY one
  own_transaction_again,  ///< the same in a session that reads again and again: what was planned is kept
  callers_transaction,    ///< the open one of the caller, whose uncommitted changes are seen; its search_path becomes
                          ///< empty
};

/// The whole database, extension members and system objects left out, pgplumb's own schema too. Objects carry their
/// addresses.
/// @throws ServerError, or Error if the server is older than those that are known, or a row cannot be understood
[[nodiscard]] catalog::Catalog read_catalog(postgres::Connection& connection, ReadIn where = ReadIn::own_transaction);

/// Whether read_catalog() asks the witness for what no kind reads: of servers that are newer than known, or, while one
/// lives, of all, as if the columns of `known` were all that is known. For tests; one at a time, before threads begin.
class Ignorance {
 public:
  explicit Ignorance(std::vector<witness::KnownCatalog> known);
  ~Ignorance();
  Ignorance(const Ignorance&) = delete;
  Ignorance& operator=(const Ignorance&) = delete;
};

/// What a command has left, or not finished yet: an index that is invalid, but for a partitioned one, which may lack
/// parts for good. No copy has it, and it is in nobody's schema.
[[nodiscard]] bool is_leftover(const catalog::Object& object);

/// The partition, as SQL names it, that an interrupted DETACH PARTITION CONCURRENTLY has left half detached; "" for any
/// other object.
[[nodiscard]] std::string half_detached(const catalog::Object& object);

/// The catalog without such objects. One that is `wanted` stays: it stands where a sound one is to be.
[[nodiscard]] catalog::Catalog without_leftovers(const catalog::Catalog& live,
                                                 const std::function<bool(const catalog::ObjectId&)>& wanted = {});

/// Those that without_leftovers() takes out.
struct Leftover {
  catalog::ObjectId index;
  catalog::ObjectId table;                 ///< that it is of
  std::vector<catalog::ObjectId> columns;  ///< and all else that it needs
  std::vector<std::string> names;          ///< as Kind::occupied_names() has them
};
[[nodiscard]] std::vector<Leftover> leftovers(const catalog::Catalog& live,
                                              const std::function<bool(const catalog::ObjectId&)>& wanted = {});

/// The server's casts between types, by their format_type() names: 'b' binary coercible, 'i' implicit, 'a' assignment,
/// 'e' explicit.
[[nodiscard]] std::map<std::pair<std::string, std::string>, char> read_casts(postgres::Connection& connection);

}  // namespace pgplumb::sources
