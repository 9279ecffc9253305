// Profiles: what a hosting platform has put into every database, so that a project manages what is its own.
//
// A profile is data. `profile = "NAME"` in pgplumb.toml adds its rules to those of the project. Whoever adds one adds a
// file in profiles/ and a line in profile.cpp.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::config {

/// Every list is as pgplumb.toml writes it; see Settings.
struct Profile {
  std::string_view name;
  std::vector<std::string> exclude_schemas;
  std::vector<std::string> ignore;
  std::vector<std::string> guests;
  std::vector<std::string> outward_guests;
};

[[nodiscard]] std::span<const Profile* const> profiles();
/// nullptr if there is none of that name.
[[nodiscard]] const Profile* find_profile(std::string_view name);

}  // namespace pgplumb::config
