#include "base/duration.hpp"

#include <algorithm>
#include <charconv>

namespace pgplumb {

std::optional<std::chrono::milliseconds> duration_of(std::string_view text) {
  using namespace std::chrono;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 9) return std::nullopt;
  long long count = 0;
  std::from_chars(text.data(), text.data() + digits, count);
  const std::string_view unit = text.substr(digits);
  if (unit == "us") return duration_cast<milliseconds>(microseconds(count));
  if (unit.empty() || unit == "ms") return milliseconds(count);
  if (unit == "s") return seconds(count);
  if (unit == "min") return minutes(count);
  if (unit == "h") return hours(count);
  if (unit == "d") return hours(count * 24);
  return std::nullopt;
}

std::string rough(std::chrono::milliseconds time) {
  const long long tenths = time.count() / 100;
  if (tenths < 600) return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
  const long long minutes = tenths / 600;
  if (minutes < 120) return std::to_string(minutes) + " min";
  if (minutes < 48 * 60) return std::to_string(minutes / 60) + " h";
  return std::to_string(minutes / 60 / 24) + " days";
}

}  // namespace pgplumb
