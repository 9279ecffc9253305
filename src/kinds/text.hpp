// Values of fields as COPY's text format, as generic values, and back.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/object.hpp"

namespace pgplumb::kinds {

/// A one-dimensional text[] literal, {a,"b c",NULL}, taken apart; a NULL element becomes "".
/// @throws Error if it is no such literal
[[nodiscard]] std::vector<std::string> parse_array(std::string_view literal);

/// Reads one column of a row; NULL gives the type's empty value.
void from_row(const std::optional<std::string>& text, bool& field);
void from_row(const std::optional<std::string>& text, std::int64_t& field);
void from_row(const std::optional<std::string>& text, std::string& field);
void from_row(const std::optional<std::string>& text, std::vector<std::string>& field);
void from_row(const std::optional<std::string>& text, std::optional<std::string>& field);
void from_row(const std::optional<std::string>& text, std::optional<std::int64_t>& field);

/// Absent and empty values (false, "", {}) become monostate where the type allows no other absence, so that files stay
/// small.
[[nodiscard]] catalog::Value to_value(bool field);
[[nodiscard]] catalog::Value to_value(std::int64_t field);
[[nodiscard]] catalog::Value to_value(const std::string& field);
[[nodiscard]] catalog::Value to_value(const std::vector<std::string>& field);
[[nodiscard]] catalog::Value to_value(const std::optional<std::string>& field);
[[nodiscard]] catalog::Value to_value(const std::optional<std::int64_t>& field);

/// False if `value` has another type than the field.
[[nodiscard]] bool from_value(const catalog::Value& value, bool& field);
[[nodiscard]] bool from_value(const catalog::Value& value, std::int64_t& field);
[[nodiscard]] bool from_value(const catalog::Value& value, std::string& field);
[[nodiscard]] bool from_value(const catalog::Value& value, std::vector<std::string>& field);
[[nodiscard]] bool from_value(const catalog::Value& value, std::optional<std::string>& field);
[[nodiscard]] bool from_value(const catalog::Value& value, std::optional<std::int64_t>& field);

}  // namespace pgplumb::kinds
