// comment: attached to whatever it describes.

#include "kinds/attached.hpp"
#include "kinds/declared.hpp"
#include "kinds/key_by_index.hpp"

namespace pgplumb::kinds {

namespace {

struct Comment {
  std::string text;
};

// Line breaks and tabs stand in the literal as they are; nothing else needs an escape.
std::string comment_on(const ObjectId& id, const std::string* text) {
  return "COMMENT ON " + target_of(id).sql_name() + " IS " + (text == nullptr ? "NULL" : sql::literal(*text));
}

class CommentKind final : public Declared<Comment> {
 public:
  CommentKind()
      : Declared(
            {.name = "comment", .rank = 210, .attached = true}, {},
            {field("text", &Comment::text, "d.description").alters("COMMENT ON ... IS", [](const Pair<Comment>& pair) {
              return comment_on(pair.id(), &pair.to.text);
            })}) {}

  std::optional<Source> source(int server_version) const override {
    return Source{
        0, 0, 1, true,
        "SELECT d.classoid, d.objoid, d.objsubid, CASE WHEN a.attnum IS NOT NULL THEN a.attname WHEN i.indexrelid IS "
        "NOT NULL THEN 'index' ELSE k.conname END" +
            selected(server_version) +
            " FROM pg_catalog.pg_description d "
            "LEFT JOIN pg_catalog.pg_attribute a ON d.classoid = 1259 AND d.objsubid <> 0 "
            "AND a.attrelid = d.objoid AND a.attnum = d.objsubid "
            "LEFT JOIN pg_catalog.pg_index i ON d.classoid = 1259 AND d.objsubid = 0 AND i.indexrelid = d.objoid "
            // NOT NULL is a constraint: a domain's since 17, a column's since 18.
            "LEFT JOIN pg_catalog.pg_constraint k ON d.classoid = 2606 AND k.oid = d.objoid AND k.contype = 'n' "
            // The system's own comments, but for those on what belongs to the user from the start.
            "WHERE d.objoid >= 16384 OR d.classoid = 3079 OR (d.classoid = 2615 AND d.objoid = 2200)"};
  }

  std::string describe(const ObjectId& id) const override { return "comment on " + target_of(id).describe(); }
  std::string sql_name(const ObjectId& id) const override { return "COMMENT ON " + target_of(id).sql_name(); }

  Creation create(const Object& object, const Context& context) const override {
    if (stays_said(object, context)) return Creation::statements({});
    return Creation::statement(comment_on(object.id, &fields_of<Comment>(object).text));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{comment_on(object.id, nullptr)}};
  }

  // What is said of an index that becomes a key's stays, unless something else is said then.
  std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const override {
    const Object* index = context.from().parent_of(object);
    const Object* key = index == nullptr ? nullptr : key_made_of(*index, context);
    if (key != nullptr && context.to().find({this, path_of_index(*key)}) == nullptr) return {};
    return Declared::dropped_with(object, context);
  }

 private:
  static std::vector<std::string> path_of_index(const Object& key) {
    std::vector<std::string> path = attached_path(key.id);
    path.emplace_back("index");
    return path;
  }

  bool stays_said(const Object& object, const Context& context) const {
    const Object* key = context.to().parent_of(object);
    if (key == nullptr || key->id.kind != &constraint_kind() || object.id.path != path_of_index(*key)) return false;
    const Object* index = index_becoming(*key, context);
    const Object* before = index == nullptr ? nullptr : context.from().find({this, attached_path(index->id)});
    return before != nullptr && equal(*before->attributes, *object.attributes);
  }
};

}  // namespace

const catalog::Kind& comment_kind() {
  static const CommentKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
