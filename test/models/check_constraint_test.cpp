#include "models/check_constraint.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::models;

namespace {

std::vector<std::string> values(const std::string& definition) {
  return allowed_by(definition, "status").values.value_or(std::vector<std::string>{"nothing"});
}

}  // namespace

TEST_CASE("the values of a list are read in every form in which the server writes it") {
  const std::vector<std::string> both{"a", "b"};
  CHECK(values("CHECK ((status = ANY (ARRAY['b'::text, 'a'::text])))") == both);
  CHECK(
      values("CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying(20)])::text[])))") ==
      both);
  CHECK(values("CHECK (((status = 'a'::text) OR (status = 'b'::text)))") == both);
  CHECK(values("CHECK (((status IS NULL) OR (status = ANY (ARRAY['a'::text, 'b'::text])))) NOT VALID") == both);
  CHECK(values("CHECK ((status = ANY ('{a,b}'::text[])))") == both);
  CHECK(values("CHECK ((status = ANY (ARRAY[1, 2])))") == std::vector<std::string>{"1", "2"});
  CHECK(values("CHECK ((status = ANY (ARRAY['it''s'::text, E'a\\\\b'::text])))") ==
        std::vector<std::string>{"a\\b", "it's"});
}

TEST_CASE("what is no plain list says nothing of values") {
  const std::vector<std::string> nothing{"nothing"};
  CHECK(values("CHECK ((status <> 'a'::text))") == nothing);
  CHECK(values("CHECK ((lower(status) = 'a'::text))") == nothing);
  CHECK(values("CHECK (((status = 'a'::text) AND (status = 'b'::text)))") == nothing);
  CHECK(values("CHECK (((status = 'a'::text) OR (length(status) < 3)))") == nothing);
  CHECK(values("CHECK ((status ~ '^a'::text))") == nothing);
  CHECK(values("CHECK ((other = 'a'::text))") == nothing);
}

TEST_CASE("an upper bound of a length is one, whatever stands beneath it") {
  CHECK(allowed_by("CHECK ((char_length(status) <= 100))", "status").max_length == 100);
  CHECK(allowed_by("CHECK ((length(status) < 100))", "status").max_length == 99);
  CHECK(allowed_by("CHECK (((char_length(status) >= 1) AND (char_length(status) <= 9)))", "status").max_length == 9);
  CHECK(allowed_by("CHECK ((length(VALUE) <= 5))", "value").max_length == 5);
  CHECK_FALSE(allowed_by("CHECK ((char_length(status) >= 1))", "status").max_length);
  CHECK_FALSE(allowed_by("CHECK (((length(status) < 9) OR (length(status) > 20)))", "status").max_length);
}
