#include "kinds/foreign_data_wrapper.hpp"

#include <algorithm>

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/foreign_options.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct ForeignDataWrapper {
  std::string handler;  ///< qualified and quoted; empty: none
  std::string validator;
  std::string connection;            ///< since PostgreSQL 19
  std::vector<std::string> options;  ///< name=value

  bool operator==(const ForeignDataWrapper&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForeignDataWrapper, (), (handler, validator, connection, options))

namespace {

std::string altering(const ObjectId& id) {
  return "ALTER " + named("FOREIGN DATA WRAPPER", id.path) + " ";
}

Rule<ForeignDataWrapper> function(std::string_view field, std::string_view text, const char* word,
                                  std::string ForeignDataWrapper::*member) {
  return alters<ForeignDataWrapper>(field, text, [=](const Pair<ForeignDataWrapper>& pair) {
    const std::string& name = pair.to.*member;
    return std::vector<Sql>{{altering(pair.id()) + (name.empty() ? std::string("NO ") + word : word + (" " + name))}};
  });
}

class ForeignDataWrapperKind final : public Described<ForeignDataWrapper> {
 public:
  ForeignDataWrapperKind()
      : Described({
            function("handler", "ALTER FOREIGN DATA WRAPPER ... [NO] HANDLER", "HANDLER", &ForeignDataWrapper::handler),
            function("validator", "ALTER FOREIGN DATA WRAPPER ... [NO] VALIDATOR", "VALIDATOR",
                     &ForeignDataWrapper::validator),
            function("connection", "ALTER FOREIGN DATA WRAPPER ... [NO] CONNECTION", "CONNECTION",
                     &ForeignDataWrapper::connection),
            alters<ForeignDataWrapper>("options", "ALTER FOREIGN DATA WRAPPER ... OPTIONS",
                                       [](const Pair<ForeignDataWrapper>& pair) {
                                         return std::vector<Sql>{
                                             {altering(pair.id()) +
                                              foreign_option_changes(pair.from.options, pair.to.options)}};
                                       }),
        }) {}

  std::string_view name() const override { return "foreign data wrapper"; }
  int rank() const override { return 38; }

  std::optional<Source> source(int server_version) const override {
    return Source{
        pg_foreign_data_wrapper, 0, 1, false,
        "SELECT f.oid, 0, 0, 0, f.fdwname, CASE WHEN f.fdwhandler <> 0 THEN f.fdwhandler::pg_catalog.regproc END, "
        "CASE WHEN f.fdwvalidator <> 0 THEN f.fdwvalidator::pg_catalog.regproc END, " +
            std::string(server_version >= 190000
                            ? "CASE WHEN f.fdwconnection <> 0 THEN f.fdwconnection::pg_catalog.regproc END, "
                            : "NULL, ") +
            sorted_array("f.fdwoptions") +
            " "
            "FROM pg_catalog.pg_foreign_data_wrapper f WHERE f.oid >= 16384"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const ForeignDataWrapper& wrapper = fields_of<ForeignDataWrapper>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!wrapper.handler.empty()) text += " HANDLER " + wrapper.handler;
    if (!wrapper.validator.empty()) text += " VALIDATOR " + wrapper.validator;
    if (!wrapper.connection.empty()) text += " CONNECTION " + wrapper.connection;
    return Creation::statement(text + foreign_options(wrapper.options));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  // It turns to other functions in place, and keeps its servers and their tables.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    const Object* wanted = context.to().find(self.id);
    const bool lets_go =
        wanted != nullptr && std::none_of(wanted->dependencies.begin(), wanted->dependencies.end(),
                                          [&](ObjectIndex needed) { return context.to()[needed].id == changed.id; });
    return lets_go ? Reaction::none : Described::react(self, changed, event, context);
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
