#include "config/profile.hpp"

#include <array>

#include "config/profiles/supabase.hpp"

namespace pgplumb::config {

std::span<const Profile* const> profiles() {
  static const std::array list{&supabase_profile()};
  return list;
}

const Profile* find_profile(std::string_view name) {
  for (const Profile* profile : profiles())
    if (profile->name == name) return profile;
  return nullptr;
}

}  // namespace pgplumb::config
