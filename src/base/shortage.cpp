#include "base/shortage.hpp"

#include <array>
#include <new>
#include <system_error>

namespace pgplumb {

namespace {

constexpr std::array short_of{std::errc::too_many_files_open, std::errc::too_many_files_open_in_system,
                              std::errc::not_enough_memory, std::errc::resource_unavailable_try_again,
                              std::errc::no_space_on_device};

constexpr const char* hint = "ulimit -a shows what may be used here, and df what is free: give it more";

}  // namespace

Error error_of(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return Error("there is no memory left", hint);
  if (const auto* failed = dynamic_cast<const std::system_error*>(&error); failed != nullptr)
    for (const std::errc reason : short_of)
      if (failed->code() == reason) return Error(error.what(), hint);
  return InternalError(error.what());
}

}  // namespace pgplumb
