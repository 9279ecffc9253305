// domain: {schema, name}. Its constraints are objects of their own.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// What it is made over, with its modifier: "character varying(20)".
[[nodiscard]] const std::string& domain_type(const catalog::Object& domain);
[[nodiscard]] bool domain_has_default(const catalog::Object& domain);
[[nodiscard]] bool domain_is_not_null(const catalog::Object& domain);

}  // namespace pgplumb::kinds
