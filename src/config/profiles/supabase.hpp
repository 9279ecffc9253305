// What Supabase has put into every project's database.

#pragma once

#include "config/profile.hpp"

namespace pgplumb::config {

[[nodiscard]] const Profile& supabase_profile();

}  // namespace pgplumb::config
