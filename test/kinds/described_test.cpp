#include "kinds/described.hpp"

#include <doctest/doctest.h>

#include "plan/work.hpp"

using namespace pgplumb;

namespace {

struct Thing {
  std::string mute;
  std::string following;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (mute, following))

// No rule of it gives a statement.
class ThingKind final : public kinds::Described<Thing> {
 public:
  ThingKind()
      : Described({kinds::alters<Thing>("mute", "no way", none),
                   kinds::may_follow(kinds::alters<Thing>("following", "with another", none))}) {}
  std::string_view name() const override { return "thing"; }
  int rank() const override { return 1; }
  std::optional<catalog::Source> source(int /*server_version*/) const override { return std::nullopt; }
  catalog::Creation create(const catalog::Object& /*object*/, const catalog::Context& /*context*/) const override {
    return {};
  }
  std::vector<catalog::Sql> drop(const catalog::Object& /*object*/,
                                 const catalog::Context& /*context*/) const override {
    return {};
  }

 private:
  static std::vector<catalog::Sql> none(const kinds::Pair<Thing>& /*pair*/) { return {}; }
};

std::string altered(const Thing& from, const Thing& to, std::size_t field) {
  static const ThingKind kind;
  const auto object = [&](const Thing& thing) {
    catalog::Object made;
    made.id = {&kind, {"a"}};
    made.attributes = std::make_shared<kinds::Fields<Thing>>(thing);
    return made;
  };
  const catalog::Catalog empty;
  const plan::BuildOptions options;
  const plan::Work work(empty, empty, options);
  const std::vector<std::size_t> fields = {field};
  try {
    (void)kind.alter(object(from), object(to), fields, work);
  } catch (const InternalError& error) {
    return error.what();
  }
  return "altered";
}

}  // namespace

TEST_CASE("a field that differs and that no statement changes is an error, unless another object may change it") {
  CHECK(altered({"a", ""}, {"b", ""}, 0) == "internal error: no statement changes mute of thing a");
  CHECK(altered({"", "a"}, {"", "b"}, 1) == "altered");
}
