// The CREATE DATABASE of every scratch database.

#pragma once

#include <string>

#include "sources/scratch.hpp"

namespace pgplumb::sources {

/// Creates a database from template0 that has the encoding and the settings of `needs`, and the locale as far as the
/// server's version knows it.
/// @throws ServerError
void create_database(postgres::Connection& maintenance, const std::string& name, const ScratchNeeds& needs);

}  // namespace pgplumb::sources
