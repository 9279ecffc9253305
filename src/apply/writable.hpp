// Whether the server takes changes at all: asked before a plan begins, since a standby would refuse its first step.

#pragma once

#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// @throws Error with a hint if the server is a standby, or the session may only read
void require_writable(postgres::Connection& connection);

}  // namespace pgplumb::apply
