#include "kinds/foreign_data_wrapper.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/foreign_options.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct ForeignDataWrapper {
  std::string handler;  ///< qualified and quoted; empty: none
  std::string validator;
  std::vector<std::string> options;  ///< name=value

  bool operator==(const ForeignDataWrapper&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForeignDataWrapper, (), (handler, validator, options))

namespace {

std::string altering(const ObjectId& id) {
  return "ALTER " + named("FOREIGN DATA WRAPPER", id.path) + " ";
}

class ForeignDataWrapperKind final : public Described<ForeignDataWrapper> {
 public:
  ForeignDataWrapperKind()
      : Described({
            alters<ForeignDataWrapper>("handler", "ALTER FOREIGN DATA WRAPPER ... HANDLER",
                                       [](const Pair<ForeignDataWrapper>& pair) {
                                         return std::vector<Sql>{
                                             {altering(pair.id()) +
                                              (pair.to.handler.empty() ? "NO HANDLER" : "HANDLER " + pair.to.handler)}};
                                       }),
            alters<ForeignDataWrapper>("validator", "ALTER FOREIGN DATA WRAPPER ... VALIDATOR",
                                       [](const Pair<ForeignDataWrapper>& pair) {
                                         return std::vector<Sql>{
                                             {altering(pair.id()) + (pair.to.validator.empty()
                                                                         ? "NO VALIDATOR"
                                                                         : "VALIDATOR " + pair.to.validator)}};
                                       }),
            alters<ForeignDataWrapper>("options", "ALTER FOREIGN DATA WRAPPER ... OPTIONS",
                                       [](const Pair<ForeignDataWrapper>& pair) {
                                         return std::vector<Sql>{
                                             {altering(pair.id()) +
                                              foreign_option_changes(pair.from.options, pair.to.options)}};
                                       }),
        }) {}

  std::string_view name() const override { return "foreign data wrapper"; }
  int rank() const override { return 38; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_foreign_data_wrapper, 0, 1, false,
        "SELECT f.oid, 0, 0, 0, f.fdwname, CASE WHEN f.fdwhandler <> 0 THEN f.fdwhandler::pg_catalog.regproc END, "
        "CASE WHEN f.fdwvalidator <> 0 THEN f.fdwvalidator::pg_catalog.regproc END, " +
            sorted_array("f.fdwoptions") +
            " "
            "FROM pg_catalog.pg_foreign_data_wrapper f WHERE f.oid >= 16384"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const ForeignDataWrapper& wrapper = fields_of<ForeignDataWrapper>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!wrapper.handler.empty()) text += " HANDLER " + wrapper.handler;
    if (!wrapper.validator.empty()) text += " VALIDATOR " + wrapper.validator;
    return Creation::statement(text + foreign_options(wrapper.options));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[0])}};
  }
};

}  // namespace

const catalog::Kind& foreign_data_wrapper_kind() {
  static const ForeignDataWrapperKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
