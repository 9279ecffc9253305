#include "kinds/declared.hpp"

#include <doctest/doctest.h>

#include "plan/work.hpp"

using namespace pgplumb;

namespace {

struct Thing {
  std::string mute;
  std::string following;
  std::string letter;
};

// No rule of it gives a statement.
class ThingKind final : public kinds::Declared<Thing> {
 public:
  ThingKind()
      : Declared({.name = "thing", .rank = 1}, {},
                 {kinds::field("mute", &Thing::mute, "NULL").alters("no way", none),
                  kinds::field("following", &Thing::following, "NULL").alters("with another", none).may_follow(),
                  kinds::field("letter", &Thing::letter, kinds::letter("x.l", {{"a", "always"}, {"n", ""}}))
                      .replaces("made again")}) {}
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
  CHECK(altered({"a", "", ""}, {"b", "", ""}, 0) == "internal error: no statement changes mute of thing a");
  CHECK(altered({"", "a", ""}, {"", "b", ""}, 1) == "altered");
}

TEST_CASE("a letter that is not declared makes the row unknown, and says field and letter") {
  static const ThingKind kind;
  const auto letter_of = [&](const std::optional<std::string>& letter) {
    const std::vector<std::optional<std::string>> row = {std::nullopt, std::nullopt, letter};
    return static_cast<const kinds::Fields<Thing>&>(*kind.read(row)).value.letter;
  };
  CHECK(letter_of("a") == "always");
  CHECK(letter_of("n").empty());
  CHECK(letter_of(std::nullopt).empty());
  CHECK_THROWS_WITH_AS((void)letter_of("z"), "letter is z", catalog::UnknownLetter);
  CHECK_THROWS_AS((void)kind.read({}), InternalError);
}
