// What every kind of object can do. Passes, differ, snapshots and reports work through this interface and name no kind.
//
// A kind knows its fields, how they are read, how an object is made, changed and removed, and how it reacts
// when something it depends on is changed. See src/README.md, "how to add a kind".

#pragma once

#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "catalog/counter.hpp"
#include "catalog/object.hpp"

namespace pgplumb::catalog {

class Catalog;

/// What a kind of object can be left out of a comparison by.
enum class Facet { none, owners, privileges };

/// How a change of one field is carried out.
enum class Way {
  ignored,    ///< not compared: it cannot be changed, or does not matter; the rule says why
  in_place,   ///< ALTER or CREATE OR REPLACE; dependents do not notice
  reshaped,   ///< ALTER, but dependents must be taken down before and put back after (a column's type)
  displaced,  ///< another object is made beside it and then takes its name, and what depends on it (a column's type)
  replaced,   ///< dropped and made again, with everything that depends on it
};

/// One described field of a kind and its rule.
struct Field {
  std::string_view name;
  bool ignored = false;         ///< never compared
  bool expression = false;      ///< deparsed by the server: two texts may mean the same
  std::string_view stays = {};  ///< ignored, but told: how an object keeps what it has, as the end of a sentence
  std::string_view rule =
      {};  ///< for people: "ALTER TABLE ... SET LOGGED"; empty means that there is none, which a test forbids
};

/// Which part of a change a statement is, where the change is made of several so that it blocks nobody. What is of one
/// phase is carried out together, and only that may become one ALTER: PostgreSQL orders the actions of an ALTER itself,
/// and holds the strongest lock of any of them through all.
enum class Phase {
  change,    ///< the change itself, or the first part of it
  validate,  ///< reads all rows under a lock that blocks neither reads nor writes, in a transaction of its own
  rely,      ///< reads no row, since it relies on what is validated
  clear,     ///< takes away what was there for the validation only
};

/// One statement of a step.
struct Sql {
  std::string text;            ///< complete, without a semicolon; if `alter` is set, one action of it
  std::string alter = {};      ///< "ALTER TABLE app.users": neighbours with the same one become one statement
  bool in_transaction = true;  ///< false: CREATE INDEX CONCURRENTLY and its like
  bool commit_after = false;  ///< what it makes can be used by other steps only once it is committed (a new enum value)
  Phase phase = Phase::change;
  std::string note = {};  ///< for people, of the step that it begins; where a change is made of several

  auto operator<=>(const Sql&) const = default;
};

/// What the rows of a table must be for a change to go through, which no proof on an empty copy sees.
struct RowDemand {
  ObjectId relation;   ///< whose rows
  std::string demand;  ///< "no NULL in column app.users.email"
  std::string query;   ///< complete, without a semicolon: selects the rows in the way from the database as it is
};

/// How an object is made: a statement that may hold others and may be held by one.
///
/// The statement alone is `prefix + body`; inside its host it is `body`. The body of a host is
/// `open + items joined by separator + close`, with `before_items` and `after_items` around them where there are any.
struct Creation {
  std::string alter;                  ///< as in Sql
  std::string prefix;                 ///< "ADD COLUMN "
  std::string open;                   ///< "CREATE TABLE app.users ("
  std::string before_items;           ///< "\n    "
  std::string separator;              ///< ",\n    "
  std::string after_items;            ///< "\n"
  std::string close;                  ///< ")"
  bool hosts = false;                 ///< others may stand in it
  std::optional<ObjectId> host;       ///< whose statement may hold it
  std::pair<int, std::string> place;  ///< where among its host's items: group, then key
  std::vector<Sql> before;            ///< statements that precede it in the same step; they prevent folding
  std::vector<Sql> after;             ///< statements that follow it in the same step, folded or not
  bool in_transaction = true;
  std::vector<Sql>
      online;  ///< does the same to a relation that existed before without blocking it; empty if there is no other way
  bool nothing = false;  ///< it comes about by itself (an inherited column)
  std::vector<RowDemand> demands;

  /// A creation that is one plain statement.
  [[nodiscard]] static Creation statement(std::string text) {
    Creation creation;
    creation.open = std::move(text);
    return creation;
  }

  /// A creation that is several statements, or none.
  [[nodiscard]] static Creation statements(std::vector<Sql> list) {
    Creation creation;
    creation.nothing = list.empty();
    if (list.empty()) return creation;
    creation.open = std::move(list.front().text);
    creation.alter = std::move(list.front().alter);
    creation.in_transaction = list.front().in_transaction;
    creation.after.assign(std::make_move_iterator(list.begin() + 1), std::make_move_iterator(list.end()));
    return creation;
  }
};

/// How an object is changed in place.
struct Alteration {
  Way way = Way::in_place;
  std::vector<Sql> prepare = {};  ///< Way::displaced: done before, while all that depends on the object stays
  std::vector<Sql> statements;
  std::vector<Sql> remove = {};  ///< Way::displaced: what was displaced goes, once dependents have left it
  std::vector<Sql> online;       ///< does the same without blocking; empty if there is no other way
  std::vector<Guard> guards;
  std::vector<RowDemand> demands;
};

/// What a change endangers without losing anything.
struct Danger {
  std::string hazard;  ///< as policy names it: "drops-default"
  ObjectId object;
};

/// What happens to an object when one of its dependencies is dropped, replaced, reshaped or displaced.
enum class Reaction {
  none,     ///< nothing
  rebuilt,  ///< dropped before, made again after if it is still wanted
  follows,  ///< altered by follow() once the dependency stands again (a column whose type is made anew)
};

enum class Event { gone, reshaped, displaced };

/// What a kind may ask while it writes SQL.
class Context {
 public:
  virtual ~Context() = default;
  [[nodiscard]] virtual const Catalog& from() const = 0;
  [[nodiscard]] virtual const Catalog& to() const = 0;
  /// What from() was projected from, as far as it is known: who owns what, where owners are not managed.
  [[nodiscard]] virtual const Catalog& whole() const { return from(); }
  /// The object is made by this plan (it is new, or replaced).
  [[nodiscard]] virtual bool is_created(const ObjectId& id) const = 0;
  /// The object is dropped by this plan (it is gone, or replaced).
  [[nodiscard]] virtual bool is_dropped(const ObjectId& id) const = 0;
  /// A column may get another type by a second one that takes its place (kinds/expand.hpp).
  [[nodiscard]] virtual bool expands() const { return false; }
  /// What Kind::prepare() says is done when the object of to() is made.
  [[nodiscard]] virtual bool is_prepared(const ObjectId& /*id*/) const { return false; }
  /// The expression that `-- pgplumb:using` gives for this column; nullptr if there is none.
  [[nodiscard]] virtual const std::string* using_expression(const ObjectId& id) const = 0;
  /// A cast between two types, by their format_type() names, as the `to` server has it: 'i' implicit, 'a' assignment,
  /// 'e' explicit, 'b' binary coercible, 't' through text, '\0' none.
  [[nodiscard]] virtual char cast(const std::string& from_type, const std::string& to_type) const = 0;
};

/// How rows become objects. `sql` selects, in this order: oid, sub_id, parent_oid, parent_sub_id, the path's
/// parts, what `also` says, then the fields in the order of their description. An attached kind selects class_id, oid,
/// sub_id of its target, path_size (0 or 1) parts, then the fields; its path is the target's kind and path. Where that
/// address has no object of its own and the part is not NULL, the target is what the address is a part of, and the part
/// ends the path: the column of a view, the index of a constraint.
struct Source {
  std::uint32_t class_id = 0;         ///< the catalog that the rows come from; 0: rows have no address of their own
  std::uint32_t parent_class_id = 0;  ///< the catalog that the parent is in
  std::size_t path_size = 0;          ///< parts of the path that the query gives
  bool attached = false;
  std::string sql;
  bool of_members = false;  ///< attached rows with a part may be of extension members, and are then the extension's

  /// What a row says of its object besides, as an attached object of another kind.
  struct Also {
    const Kind* kind = nullptr;
    std::size_t columns = 0;  ///< the fields of that kind
    std::size_t told_by = 0;  ///< the one that is NULL where there is no such object
  };
  std::vector<Also> also = {};  ///< in the order of their columns, which stand between the path and the fields
};

/// A row says what no version that we know says.
struct UnknownLetter : Error {
  UnknownLetter(std::string_view field, std::string_view value)
      : Error(std::string(field) + " is " + std::string(value)) {}
};

class Kind {
 public:
  virtual ~Kind() = default;

  /// As PostgreSQL names it, lower case: "materialized view".
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Lower ranks are made earlier where nothing else decides.
  [[nodiscard]] virtual int rank() const = 0;
  [[nodiscard]] virtual Facet facet() const { return Facet::none; }
  /// Its objects are said of others (owner, comment): see Source.
  [[nodiscard]] virtual bool attached() const { return false; }
  /// Objects of this kind hold others that are managed, or not, by its name (schemas).
  [[nodiscard]] virtual bool is_namespace() const { return false; }
  [[nodiscard]] virtual std::span<const Field> fields() const = 0;
  [[nodiscard]] virtual Value get(const Attributes& attributes, std::size_t field) const = 0;
  /// @pre values.size() == fields().size(); @throws Error naming the field whose value has another type
  [[nodiscard]] virtual std::shared_ptr<const Attributes> make(std::span<const Value> values) const = 0;
  /// From a row in COPY's text format. @throws UnknownLetter, and then the row is no object of this kind
  [[nodiscard]] virtual std::shared_ptr<const Attributes> read(
      std::span<const std::optional<std::string>> row) const = 0;
  /// True if no compared field differs.
  [[nodiscard]] virtual bool equal(const Attributes& a, const Attributes& b) const = 0;

  /// nullopt: no such objects on this version of the server.
  [[nodiscard]] virtual std::optional<Source> source(int server_version) const = 0;
  /// Dependencies that say nothing about order are left out here ('a' of an owned sequence on its column).
  [[nodiscard]] virtual bool keeps_dependency(char /*deptype*/, const Address& /*referenced*/) const { return true; }

  [[nodiscard]] virtual std::string describe(const ObjectId& id) const;
  /// As COMMENT ON and ALTER ... OWNER TO name it: "TABLE app.users", "COLUMN app.users.email", "TRIGGER audit ON
  /// app.users". What kinds/declared.hpp gives is the kind's name in capitals and the path, dotted; a kind whose
  /// statements read otherwise overrides it, with the writers of kinds/sql_name.hpp.
  [[nodiscard]] virtual std::string sql_name(const ObjectId& id) const = 0;
  /// Names it occupies that others may not have at the same time: "relation app.users".
  [[nodiscard]] virtual std::vector<std::string> occupied_names(const Object& object) const;

  [[nodiscard]] virtual Creation create(const Object& object, const Context& context) const = 0;
  /// What is done online before anything goes for the sake of `object`, of to(): its `online`, and its demands.
  /// create() has only to put the object there then (Context::is_prepared()). nullopt: nothing can be.
  [[nodiscard]] virtual std::optional<Creation> prepare(const Object& object, const Context& context) const;
  [[nodiscard]] virtual std::vector<Sql> drop(const Object& object, const Context& context) const = 0;
  /// drop() without blocking those who use what stays; empty if there is no other way.
  [[nodiscard]] virtual std::vector<Sql> drop_online(const Object& /*object*/, const Context& /*context*/) const {
    return {};
  }
  /// `fields`: indexes of the compared fields that differ.
  [[nodiscard]] virtual Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> fields,
                                         const Context& context) const = 0;
  /// Its place among its parent's parts, from 1, where their order cannot be changed; 0 where there is none (columns).
  [[nodiscard]] virtual std::int64_t place(const Object& /*object*/) const { return 0; }
  /// Which part of the path is the name that RENAME changes. The last, unless argument types follow it.
  [[nodiscard]] virtual std::size_t name_part(const ObjectId& id) const { return id.path.size() - 1; }
  /// RENAME to `to`, which has the same kind and parent; nullopt if the kind has no such command.
  [[nodiscard]] virtual std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const;

  /// `self` (as it is in from()) depends on `changed`, to which `event` happens.
  [[nodiscard]] virtual Reaction react(const Object& self, const Object& changed, Event event,
                                       const Context& context) const;
  /// The statements of Reaction::follows; `to` is the object in to().
  [[nodiscard]] virtual Alteration follow(const Object& from, const Object& to, const Context& context) const;
  /// Statements that move an object aside before its successor is made and that remove it after everything has followed
  /// (a type by RENAME and DROP). nullopt: it is simply dropped first.
  struct Aside {
    std::vector<Sql> move;
    std::vector<Sql> remove;
    std::vector<Sql> remove_online = {};  ///< does the same without blocking; empty if there is no other way
    /// Nothing moves over to the successor; the object only serves until that does (an index). It is dropped first all
    /// the same if something that it needs goes or is reshaped. What is of another kind and needs the successor is made
    /// once the old one is removed, lest the server choose that.
    bool serves = false;
  };
  [[nodiscard]] virtual std::optional<Aside> aside(const Object& object, const Context& context) const;
  /// Moved aside, the object needs `needed` no more (a domain without its default).
  [[nodiscard]] virtual bool sheds(const Object& /*needed*/) const { return false; }

  /// nullopt: it hands out no numbers.
  [[nodiscard]] virtual std::optional<Counter> counter(const Object& /*object*/) const { return std::nullopt; }
  /// The columns of `catalog` that get their values from this counter.
  [[nodiscard]] virtual std::vector<ObjectId> numbers(const Object& /*object*/, const Catalog& /*catalog*/) const {
    return {};
  }

  /// The drop of one of these drops `object` as well, without a statement of its own. Usually its parent.
  [[nodiscard]] virtual std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const;
  /// What dropping it loses, for people; empty if nothing that could not be made again.
  [[nodiscard]] virtual std::string loses(const Object& object) const;
  /// What dropping or altering `object` of from() endangers, or making that of to() by Creation::online.
  [[nodiscard]] virtual std::vector<Danger> dangers(const Object& object, const Context& context) const;
  /// An object that is part of the plan's checks only: changing it is refused with this reason; empty if it can be
  /// handled.
  [[nodiscard]] virtual std::string refusal(const Object& object) const;
  /// Objects of from() that cannot stay when this one goes, although they do not depend on it (the whole that an index
  /// is attached to).
  [[nodiscard]] virtual std::vector<ObjectIndex> takes_along(const Object& /*object*/,
                                                             const Context& /*context*/) const {
    return {};
  }
  /// More objects of to() that must be made before this one is, in this plan.
  [[nodiscard]] virtual std::vector<ObjectIndex> also_after(const Object& /*object*/,
                                                            const Context& /*context*/) const {
    return {};
  }
  /// Objects of from() that go before this one does, although it does not need them (a parent's column: while it is
  /// there, none that inherits it can be dropped).
  [[nodiscard]] virtual std::vector<ObjectIndex> dropped_after(const Object& /*object*/,
                                                               const Context& /*context*/) const {
    return {};
  }
  /// Objects of from() that the server drops along with this one, and of which the plan says nothing else: they are not
  /// managed (the partitions that are made at run time).
  [[nodiscard]] virtual std::vector<ObjectIndex> drops_unmanaged(const Object& /*object*/,
                                                                 const Context& /*context*/) const {
    return {};
  }
  /// It is made before `needed` of to(), although it depends on it (a partition's index before one that takes what it
  /// finds).
  [[nodiscard]] virtual bool precedes(const Object& /*object*/, const Object& /*needed*/,
                                      const Context& /*context*/) const {
    return false;
  }
  /// Such an object makes its parent a part of another table, which hands down what is done to it: partitions, heirs.
  [[nodiscard]] virtual bool makes_part() const { return false; }
  /// Functions that it needs run when it is made, in the session that makes it. Since 17 the server itself runs those
  /// of indexes and materialized views, with a search_path of its own.
  [[nodiscard]] virtual bool runs_functions(const Object& /*object*/, int /*server_version*/) const { return false; }
  /// What comes to the same table may do its work: where that is built or validated online, it goes afterwards.
  [[nodiscard]] virtual bool stays_until_built() const { return false; }
  /// What it is but for its name: one that goes and one that comes, of the same parent and equal in this, are one that
  /// is renamed. nullptr: it is not renamed without an annotation.
  [[nodiscard]] virtual std::shared_ptr<const Attributes> nameless(const Object& /*object*/) const { return nullptr; }
  /// The object with the version that it has, where versions of its kind are compared if a schema names one (an
  /// extension); nullptr: it has none.
  [[nodiscard]] virtual std::shared_ptr<const Attributes> with_version(const Object& /*object*/) const {
    return nullptr;
  }
  /// It must be there before its table becomes a partition, or gets one: columns and checks.
  [[nodiscard]] virtual bool precedes_attachment(const Object& /*object*/) const { return false; }
  /// What is made of it where it is there to be referred to and no more; nullptr: nothing. Names that the server may
  /// have chosen with those of other tables in mind are left to it, as it would avoid them if it had to choose again.
  [[nodiscard]] virtual std::shared_ptr<const Attributes> as_context(const Object& object) const {
    return object.attributes;
  }
  /// Dependencies that the catalog does not know, found in to() (an index on the partition key's parent, a column that
  /// its parent's brings).
  [[nodiscard]] virtual std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const;
};

}  // namespace pgplumb::catalog
