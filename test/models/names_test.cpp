#include "models/names.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::models;

TEST_CASE("names of models and columns become words") {
  CHECK(snake_case("OrderItem") == "order_item");
  CHECK(snake_case("orderId") == "order_id");
  CHECK(snake_case("HTTPRequest") == "http_request");
  CHECK(snake_case("order-item") == "order_item");
  CHECK(snake_case("ORDER_ITEM") == "order_item");
  CHECK(snake_case("Größe") == "größe");
  CHECK(snake_case("").empty());
}

TEST_CASE("the last word of a name is put into its plural") {
  CHECK(plural_of("order_item") == "order_items");
  CHECK(plural_of("category") == "categories");
  CHECK(plural_of("day") == "days");
  CHECK(plural_of("address") == "addresses");
  CHECK(plural_of("contact_person") == "contact_people");
}

TEST_CASE("a model's table is looked for by its name, its plural, and without what only says that it is a model") {
  CHECK(table_candidates("User") == std::vector<std::string>{"user", "users"});
  CHECK(table_candidates("UserModel") == std::vector<std::string>{"user_model", "user_models", "user", "users"});
  CHECK(table_candidates("Model") == std::vector<std::string>{"model", "models"});
}
