// A kind for tests of what works on any kind: one text field, and as many parts of a name as a test likes.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"

namespace pgplumb::test {

struct SampleFields : catalog::Attributes {
  std::string text;
};

class SampleKind final : public catalog::Kind {
 public:
  explicit SampleKind(std::string name, bool is_namespace = false, catalog::Facet facet = catalog::Facet::none)
      : name_(std::move(name)), is_namespace_(is_namespace), facet_(facet) {}

  std::string_view name() const override { return name_; }
  int rank() const override { return 0; }
  catalog::Facet facet() const override { return facet_; }
  bool is_namespace() const override { return is_namespace_; }
  std::span<const catalog::Field> fields() const override { return fields_; }
  catalog::Value get(const catalog::Attributes& attributes, std::size_t /*field*/) const override {
    return static_cast<const SampleFields&>(attributes).text;
  }
  std::shared_ptr<const catalog::Attributes> make(std::span<const catalog::Value> values) const override {
    auto made = std::make_shared<SampleFields>();
    if (const auto* text = std::get_if<std::string>(&values[0])) made->text = *text;
    return made;
  }
  std::shared_ptr<const catalog::Attributes> read(std::span<const std::optional<std::string>> row) const override {
    return make(std::vector<catalog::Value>{row[0].value_or("")});
  }
  bool equal(const catalog::Attributes& a, const catalog::Attributes& b) const override {
    return get(a, 0) == get(b, 0);
  }
  std::optional<catalog::Source> source(int /*server_version*/) const override { return std::nullopt; }
  std::string sql_name(const catalog::ObjectId& id) const override { return describe(id); }
  catalog::Creation create(const catalog::Object& /*object*/, const catalog::Context& /*context*/) const override {
    return {};
  }
  std::vector<catalog::Sql> drop(const catalog::Object& /*object*/,
                                 const catalog::Context& /*context*/) const override {
    return {};
  }
  catalog::Alteration alter(const catalog::Object& /*from*/, const catalog::Object& /*to*/,
                            std::span<const std::size_t> /*fields*/,
                            const catalog::Context& /*context*/) const override {
    return {};
  }

 private:
  std::string name_;
  bool is_namespace_;
  catalog::Facet facet_;
  std::array<catalog::Field, 1> fields_{catalog::Field{"text", false, false, "a sample"}};
};

/// An object of `kind`; `parent` is its parent's index in the list that a Catalog is made of.
inline catalog::Object sample(const SampleKind& kind, std::vector<std::string> path,
                              catalog::ObjectIndex parent = catalog::no_object, const std::string& text = "") {
  catalog::Object object;
  object.id = {&kind, std::move(path)};
  object.parent = parent;
  object.attributes = kind.make(std::vector<catalog::Value>{text});
  return object;
}

}  // namespace pgplumb::test
