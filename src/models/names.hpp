// From the name of a model to the names that its table may have, and from a property to its column.
//
// People write OrderItem for order_items, orderId for order_id. Names are compared as lists of words, so that neither
// case nor underscores count.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::models {

/// "OrderItem", "order-item", "orderItem", "ORDER_ITEM" -> "order_item". "HTTPRequest" -> "http_request". Letters
/// beyond ASCII stay.
[[nodiscard]] std::string snake_case(std::string_view name);

/// The plural of the last word of a snake_case name: "order_item" -> "order_items", "person" -> "people".
[[nodiscard]] std::string plural_of(const std::string& name);

/// In the order in which they are looked for: the name itself and its plural; then both without an ending that says
/// that it is a model ("OrderModel", "UserInDB").
[[nodiscard]] std::vector<std::string> table_candidates(std::string_view model);

}  // namespace pgplumb::models
