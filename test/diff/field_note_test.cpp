#include "diff/field_note.hpp"

#include <doctest/doctest.h>

#include <vector>

using pgplumb::FieldChange;
using pgplumb::diff::field_note;
using pgplumb::diff::field_of;

TEST_CASE("a field is told plainly where that can be read in one way only") {
  CHECK(field_note({"type", "integer", "bigint"}) == "type: integer -> bigint");
  CHECK(field_note({"default", "none", "'a: b'::text"}) == "default: none -> 'a: b'::text");
  CHECK(field_of("  not_null: false -> true") == FieldChange{"  not_null", "false", "true"});
}

TEST_CASE("values that hold what a line is made of come back as they were") {
  const std::vector<std::string> values = {"",
                                           " ",
                                           "a -> b",
                                           "data -> 'x'::text",
                                           "data ->",
                                           "-> 'x'",
                                           " -> ",
                                           "\"",
                                           "\"A\"",
                                           "\"a\" -> \"b\"",
                                           "a\" -> \"b",
                                           "x: y -> z",
                                           "a\n -> b",
                                           "->",
                                           ":",
                                           "\"\" -> \"\"",
                                           "((data -> 'a'::text) -> 'b'::text)"};
  for (const std::string& from : values)
    for (const std::string& to : values) {
      const FieldChange change{"definition", from, to};
      CAPTURE(field_note(change));
      CHECK(field_of(field_note(change)) == change);
    }
}

TEST_CASE("notes of another sort, and lines that can be read in two ways, have no values") {
  for (const std::string note :
       {"stops here if values of column t.\"a: b -> c\" would be lost", "from table app.\"x: 1 -> 2\"", "said",
        "definition: a -> b -> c", "definition: \"a\" -> b", "definition: \"a\" -> \"b\" and more", "definition: a",
        "alter column app.\"a: b -> c\"", "", ": a -> b"}) {
    CAPTURE(note);
    CHECK(field_of(note) == FieldChange{note, "", ""});
  }
}
