// foreign data wrapper: {name}.

#include "kinds/declared.hpp"
#include "kinds/foreign_options.hpp"

namespace pgplumb::kinds {

namespace {

struct ForeignDataWrapper {
  std::string handler;  ///< qualified and quoted; empty: none
  std::string validator;
  std::string connection;            ///< since PostgreSQL 19
  std::vector<std::string> options;  ///< name=value
};

std::string altering(const ObjectId& id) {
  return "ALTER " + named("FOREIGN DATA WRAPPER", id.path) + " ";
}

FieldOf<ForeignDataWrapper> function(std::string_view name, std::string ForeignDataWrapper::*member,
                                     const std::string& column, std::string_view text, const char* word) {
  return field(name, member, "CASE WHEN " + column + " <> 0 THEN " + column + "::pg_catalog.regproc END")
      .alters(text, [=](const Pair<ForeignDataWrapper>& pair) {
        const std::string& to = pair.to.*member;
        return altering(pair.id()) + (to.empty() ? std::string("NO ") + word : word + (" " + to));
      });
}

class ForeignDataWrapperKind final : public Declared<ForeignDataWrapper> {
 public:
  ForeignDataWrapperKind()
      : Declared({.name = "foreign data wrapper",
                  .rank = 38,
                  .renames = true,
                  .owner = "f.fdwowner",
                  .acl = "f.fdwacl",
                  .acl_letter = 'F',
                  .acl_type = "foreign data wrapper"},
                 Rows{.class_id = pg_foreign_data_wrapper,
                      .oid = "f.oid",
                      .path = {"f.fdwname"},
                      .from = "pg_catalog.pg_foreign_data_wrapper f WHERE f.oid >= 16384"},
                 {
                     function("handler", &ForeignDataWrapper::handler, "f.fdwhandler",
                              "ALTER FOREIGN DATA WRAPPER ... [NO] HANDLER", "HANDLER"),
                     function("validator", &ForeignDataWrapper::validator, "f.fdwvalidator",
                              "ALTER FOREIGN DATA WRAPPER ... [NO] VALIDATOR", "VALIDATOR"),
                     function("connection", &ForeignDataWrapper::connection, "f.fdwconnection",
                              "ALTER FOREIGN DATA WRAPPER ... [NO] CONNECTION", "CONNECTION")
                         .since(190000),
                     field("options", &ForeignDataWrapper::options, sorted_array("f.fdwoptions"))
                         .alters("ALTER FOREIGN DATA WRAPPER ... OPTIONS",
                                 [](const Pair<ForeignDataWrapper>& pair) {
                                   return altering(pair.id()) +
                                          foreign_option_changes(pair.from.options, pair.to.options);
                                 }),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const ForeignDataWrapper& wrapper = fields_of<ForeignDataWrapper>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!wrapper.handler.empty()) text += " HANDLER " + wrapper.handler;
    if (!wrapper.validator.empty()) text += " VALIDATOR " + wrapper.validator;
    if (!wrapper.connection.empty()) text += " CONNECTION " + wrapper.connection;
    return Creation::statement(text + foreign_options(wrapper.options));
  }

  // It turns to other functions in place, and keeps its servers and their tables.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    const Object* wanted = context.to().find(self.id);
    const bool lets_go =
        wanted != nullptr && std::none_of(wanted->dependencies.begin(), wanted->dependencies.end(),
                                          [&](ObjectIndex needed) { return context.to()[needed].id == changed.id; });
    return lets_go ? Reaction::none : Declared::react(self, changed, event, context);
  }
};

}  // namespace

const catalog::Kind& foreign_data_wrapper_kind() {
  static const ForeignDataWrapperKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
