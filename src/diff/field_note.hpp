// One line for a field that differs, which people read and reports read back: "type: integer -> bigint".
//
// A plan file knows of old and new values by these lines alone, and a value may hold whatever a line is made of: JSON's
// operators are arrows. Where the plain line could be read in another way, both values stand in double quotes.

#pragma once

#include <string>
#include <string_view>

#include "pgplumb/changes.hpp"

namespace pgplumb::diff {

/// field_of() of it is `change` again. @pre the field's name is of lower case letters, digits and underscores
[[nodiscard]] std::string field_note(const FieldChange& change);

/// The field that a note tells of. A note of another sort, or one that can be read in two ways, is returned as the
/// field without values: nobody is shown a value that is none. Blanks before the note stay in the field's name.
[[nodiscard]] FieldChange field_of(std::string_view note);

}  // namespace pgplumb::diff
