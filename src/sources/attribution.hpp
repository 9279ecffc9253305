// Which statement of the schema files made which object: PostgreSQL itself says so.
//
// While files are loaded, an event trigger of ours writes down the address of everything that a statement defines. It
// lives in a schema of its own in the scratch database and is taken down without trace before the database is read.
// Only a superuser may create event triggers: elsewhere nothing is recorded, which costs positions in messages and
// nothing else.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "catalog/object.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::sources {

/// The statements (their indices) that touched each object, in the order of their execution: the first one made it.
using Attribution = std::map<catalog::Address, std::vector<std::size_t>>;

class AttributionRecorder {
 public:
  /// Begins to record, if the role may. @throws ServerError for anything but a lack of rights
  explicit AttributionRecorder(postgres::Connection& scratch);

  [[nodiscard]] bool recording() const { return recording_; }

  /// SQL that says which statement what follows it belongs to; "" if nothing is recorded. ASCII.
  [[nodiscard]] std::string mark(std::size_t statement) const;

  /// Reads what was recorded and takes everything down. @pre the session has the rights it had in the beginning
  [[nodiscard]] Attribution finish();

 private:
  postgres::Connection& scratch_;
  bool recording_ = false;
};

}  // namespace pgplumb::sources
