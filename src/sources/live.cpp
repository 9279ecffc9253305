#include "sources/live.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <unordered_map>

#include "kinds/kinds.hpp"
#include "postgres/kept_queries.hpp"
#include "postgres/session_settings.hpp"
#include "sources/server_versions.hpp"
#include "sources/statement_role.hpp"

namespace pgplumb::sources {

using catalog::Address;
using catalog::Catalog;
using catalog::Kind;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectIndex;

namespace {

struct AddressHash {
  std::size_t operator()(const Address& address) const {
    const std::uint64_t row = (std::uint64_t{address.class_id} << 32U) | address.object_id;
    return std::hash<std::uint64_t>()(row * 31U + static_cast<std::uint64_t>(address.sub_id));
  }
};

using AddressMap = std::unordered_map<Address, ObjectIndex, AddressHash>;
using Owners = std::unordered_map<Address, Address, AddressHash>;

// The user's rows and what they need. Extension members ('e') and internal parts ('i') are kept apart from the rest by
// deptype.
constexpr const char* depend_query =
    "SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM pg_catalog.pg_depend "
    "WHERE objid >= 16384 AND (refobjid >= 16384 OR (refclassid = 3079 AND deptype = 'e')) "
    "UNION ALL "
    // The constraint behind an inherited or partition-derived one is named by a column, not by pg_depend, on some
    // versions.
    "SELECT 2606, oid, 0, 2606, conparentid, 0, 'P' FROM pg_catalog.pg_constraint WHERE conparentid <> 0 "
    // NOT NULL is a constraint, a domain's since 17, a column's since 18, and may have a comment.
    "UNION ALL SELECT 2606, k.oid, 0, CASE k.contypid WHEN 0 THEN 1259 ELSE 1247 END, CASE k.contypid WHEN 0 THEN "
    "k.conrelid ELSE k.contypid END, "
    "coalesce(k.conkey[1], 0), 'i' FROM pg_catalog.pg_description d JOIN pg_catalog.pg_constraint k ON k.oid = "
    "d.objoid "
    "AND k.contype = 'n' WHERE d.classoid = 2606";

// The second and the third time find what the first one was overtaken by.
constexpr int attempts_to_read = 3;

struct DependRow {
  Address user;
  Address needed;
  char type;
};

std::uint32_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return static_cast<std::uint32_t>(value);
}

DependRow depend_row(std::string_view line) {
  std::string_view parts[7];
  for (auto& part : parts) {
    const std::size_t tab = line.find('\t');
    part = line.substr(0, tab);
    line = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
  }
  return {{number(parts[0]), number(parts[1]), static_cast<std::int32_t>(number(parts[2]))},
          {number(parts[3]), number(parts[4]), static_cast<std::int32_t>(number(parts[5]))},
          parts[6].empty() ? 'n' : parts[6][0]};
}

struct AttachedRow {
  const Kind* kind;
  Address target;
  std::optional<std::string> part;
  bool of_member = false;
  std::shared_ptr<const catalog::Attributes> attributes;
};

// Collects rows as they come, and makes a catalog of them once all are there.
class Reader {
 public:
  void row(const Kind& kind, const catalog::Source& source, std::string_view line) {
    std::size_t head = (source.attached ? 3 : 4) + source.path_size;
    for (const auto& also : source.also) head += also.columns;
    const std::string_view tail = cut_off_tail(line, head);
    std::shared_ptr<const catalog::Attributes> attributes;
    try {
      attributes = attributes_of(kind, tail);
    } catch (const catalog::UnknownLetter& unknown) {
      unmodelled(kind, source, line, unknown.what());
      return;
    }
    const auto& fields = fields_;
    postgres::copy_fields(line, fields_);
    const auto at = [&](std::size_t index) { return number(fields[index].value_or("0")); };
    if (source.attached) {
      const Address target{at(0), at(1), static_cast<std::int32_t>(at(2))};
      attached_.push_back(
          {&kind, target, source.path_size > 0 ? fields[3] : std::nullopt, source.of_members, std::move(attributes)});
      return;
    }
    Object object;
    object.id.kind = &kind;
    object.address = {source.class_id, at(0), static_cast<std::int32_t>(at(1))};
    std::vector<std::string> path(source.path_size);
    for (std::size_t part = 0; part < source.path_size; ++part) path[part] = fields[4 + part].value_or(std::string());
    object.id.path = std::move(path);
    object.attributes = std::move(attributes);
    if (kind.is_namespace()) namespaces_.insert(object.address);
    std::span<const std::optional<std::string>> rest(fields.data() + 4 + source.path_size, head - 4 - source.path_size);
    for (const auto& also : source.also) {
      const auto columns = rest.first(also.columns);
      rest = rest.subspan(also.columns);
      if (columns[also.told_by])
        attached_.push_back({also.kind, object.address, std::nullopt, false, told_of(*also.kind, columns)});
    }
    parents_.push_back({source.parent_class_id, at(2), static_cast<std::int32_t>(at(3))});
    objects_.push_back(std::move(object));
  }

  void depend(std::string_view line) {
    const DependRow row = depend_row(line);
    if (row.type == 'e') {
      members_.emplace(row.user, row.needed);
    } else {
      if (row.type == 'i') internal_.emplace(row.user, row.needed);
      depends_.push_back(row);
    }
  }

  Catalog finish(catalog::Origin origin) {
    alike_ = {};
    told_ = {};
    leave_out_members();
    leave_out_orphans();
    set_parents();
    attach();
    for (const DependRow& row : depends_) add_dependency(row);
    depends_ = {};
    by_address_ = {};
    internal_ = {};
    members_ = {};
    parents_ = {};
    return Catalog(std::move(objects_), std::move(origin));
  }

 private:
  // Leaves the first `fields` of a row in `line` and answers with the rest.
  static std::string_view cut_off_tail(std::string_view& line, std::size_t fields) {
    std::size_t end = 0;
    for (std::size_t field = 1; field < fields && end != std::string_view::npos; ++field)
      end = line.find('\t', end) + 1;
    end = line.find('\t', end);
    if (end == std::string_view::npos) return {};
    const std::string_view tail = line.substr(end + 1);
    line = line.substr(0, end);
    return tail;
  }

  // Most columns are like others: rows of one query that say the same share their attributes.
  std::shared_ptr<const catalog::Attributes> attributes_of(const Kind& kind, std::string_view fields) {
    if (alike_kind_ != &kind) alike_.clear();
    alike_kind_ = &kind;
    auto& attributes = alike_[std::string(fields)];
    if (attributes == nullptr) {
      postgres::copy_fields(fields, fields_);
      attributes = kind.read(fields_);
    }
    return attributes;
  }

  std::shared_ptr<const catalog::Attributes> told_of(const Kind& kind,
                                                     std::span<const std::optional<std::string>> columns) {
    told_key_.clear();
    for (const auto& column : columns) told_key_ += column ? *column + '\n' : std::string("\t");
    auto& attributes = told_[{&kind, told_key_}];
    if (attributes == nullptr) attributes = kind.read(columns);
    return attributes;
  }

  // Its parts go with it, as parts of what is not there.
  void unmodelled(const Kind& kind, const catalog::Source& source, std::string_view line, std::string_view unknown) {
    postgres::copy_fields(line, fields_);
    std::string name;
    for (std::size_t at = source.attached ? 0 : 4; at < fields_.size(); ++at)
      name += (name.empty() ? "" : ".") + fields_[at].value_or(std::string());
    Object object;
    object.id.kind = &kinds::kind_of_unread_rows();
    object.id.path = {std::string(kind.name()), std::move(name)};
    const catalog::Value definition = std::string(unknown);
    object.attributes = object.id.kind->make({&definition, 1});
    parents_.emplace_back();
    objects_.push_back(std::move(object));
  }

  bool is_member(const Address& address) const { return members_.contains({address.class_id, address.object_id, 0}); }

  // False if there was nothing to leave out.
  template <typename Goes>
  bool leave_out(Goes goes) {
    std::size_t kept = 0;
    for (ObjectIndex index = 0; index < objects_.size(); ++index) {
      if (goes(index)) continue;
      if (kept != index) {
        objects_[kept] = std::move(objects_[index]);
        parents_[kept] = parents_[index];
      }
      ++kept;
    }
    const bool any = kept != objects_.size();
    objects_.resize(kept);
    parents_.resize(kept);
    return any;
  }

  // What stands in an extension's schema and is none of its members is the user's. Then that schema is there too, as a
  // part of the extension.
  void leave_out_members() {
    std::set<Address> inhabited;
    for (ObjectIndex index = 0; index < objects_.size(); ++index)
      if (!is_member(objects_[index].address) && is_member(parents_[index])) inhabited.insert(parents_[index]);
    const auto is_namespace = [&](const Address& address) { return namespaces_.contains(address); };
    leave_out([&](ObjectIndex index) {
      const Address& own = objects_[index].address;
      if (is_member(own)) return !is_namespace(own) || !inhabited.contains(own);
      return is_member(parents_[index]) && !is_namespace(parents_[index]);
    });
    for (ObjectIndex index = 0; index < objects_.size(); ++index)
      if (const auto member = members_.find(objects_[index].address); member != members_.end())
        parents_[index] = member->second;
  }

  // Parts of what is not there, parts of those, and so on: never a part without its whole.
  void leave_out_orphans() {
    do {
      by_address_.clear();
      for (ObjectIndex index = 0; index < objects_.size(); ++index)
        if (objects_[index].address.class_id != 0) by_address_.emplace(objects_[index].address, index);
    } while (leave_out([&](ObjectIndex index) {
      if (parents_[index].object_id == 0) return false;
      const ObjectIndex parent = resolve(parents_[index]);
      return parent == no_object || parent == index;
    }));
  }

  // The object at an address, else the one that it is a part of: a column's table, a row type's table, a member's
  // extension.
  ObjectIndex resolve(const Address& address, int depth = 0) const {
    if (const auto exact = by_address_.find(address); exact != by_address_.end()) return exact->second;
    const Address whole{address.class_id, address.object_id, 0};
    if (address.sub_id != 0)
      if (const auto row = by_address_.find(whole); row != by_address_.end()) return row->second;
    if (depth > 4) return no_object;
    if (const auto member = members_.find(whole); member != members_.end()) return resolve(member->second, depth + 1);
    if (const auto owner = internal_.find(whole); owner != internal_.end()) return resolve(owner->second, depth + 1);
    return no_object;
  }

  void set_parents() {
    for (ObjectIndex index = 0; index < objects_.size(); ++index)
      if (parents_[index].object_id != 0) objects_[index].parent = resolve(parents_[index]);
  }

  // Exact addresses, or named parts of one: the comment on an extension's member is the extension's business.
  void attach() {
    for (AttachedRow& row : attached_) {
      const bool of_member = is_member(row.target);
      const auto exact = of_member ? by_address_.end() : by_address_.find(row.target);
      if (exact != by_address_.end()) row.part.reset();
      if (exact == by_address_.end() && (!row.part || (of_member && !row.of_member))) continue;
      const ObjectIndex target =
          exact != by_address_.end()
              ? exact->second
              : resolve(of_member ? members_.at({row.target.class_id, row.target.object_id, 0}) : row.target);
      if (target == no_object) continue;
      Object object;
      object.id.kind = row.kind;
      std::vector<std::string> path = {std::string(objects_[target].id.kind->name())};
      path.insert(path.end(), objects_[target].id.path.begin(), objects_[target].id.path.end());
      if (row.part) path.push_back(std::move(*row.part));
      object.id.path = std::move(path);
      object.attributes = std::move(row.attributes);
      object.parent = target;
      objects_.push_back(std::move(object));
    }
    attached_ = {};
  }

  bool is_ancestor(ObjectIndex ancestor, ObjectIndex index) const {
    for (ObjectIndex at = index; at != no_object; at = objects_[at].parent)
      if (at == ancestor) return true;
    return false;
  }

  void add_dependency(const DependRow& row) {
    const ObjectIndex user = resolve(row.user);
    const ObjectIndex needed = resolve(row.needed);
    if (user == no_object || needed == no_object || user == needed) return;
    if (is_ancestor(user, needed) || is_ancestor(needed, user)) return;
    if (!objects_[user].id.kind->keeps_dependency(row.type, row.needed)) return;
    objects_[user].dependencies.push_back(needed);
  }

  std::vector<Object> objects_;
  std::vector<std::optional<std::string>> fields_;
  const Kind* alike_kind_ = nullptr;
  std::unordered_map<std::string, std::shared_ptr<const catalog::Attributes>> alike_;
  std::string told_key_;
  std::map<std::pair<const Kind*, std::string>, std::shared_ptr<const catalog::Attributes>> told_;
  std::vector<Address> parents_;
  std::vector<AttachedRow> attached_;
  std::vector<DependRow> depends_;
  AddressMap by_address_;
  Owners internal_;
  Owners members_;
  std::set<Address> namespaces_;
};

}  // namespace

namespace {

// The search_path that the session began with, and schemas where others may create something.
constexpr const char* session_query =
    "SELECT 'path', reset_val FROM pg_catalog.pg_settings WHERE name = 'search_path' UNION ALL SELECT 'open', nspname "
    "FROM pg_catalog.pg_namespace n WHERE EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(n.nspacl, "
    "pg_catalog.acldefault('n', n.nspowner))) a WHERE a.privilege_type = 'CREATE' AND a.grantee <> n.nspowner AND "
    "a.grantee <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)) ORDER BY 1, 2";

void add_to_origin(catalog::Origin& origin, std::string_view row) {
  const auto fields = postgres::copy_fields(row);
  const std::string value = fields[1].value_or("");
  if (fields[0] == "role") origin.role = value;
  if (fields[0] == "open") origin.open_schemas.push_back(value);
  if (fields[0] == "path")
    for (std::string& schema : schemas_of_search_path(value))
      origin.search_path.push_back(schema == "$user" ? origin.role : std::move(schema));
}

Catalog read_once(postgres::Connection& connection, ReadIn where, const witness::Unread& unread) {
  struct Query {
    const Kind* kind;
    catalog::Source source;
  };
  std::vector<Query> queries;
  std::vector<std::string> sql;
  const auto also = [&](const Kind& kind, catalog::Source source) {
    if (source.sql.empty()) return;
    sql.push_back(source.sql);
    queries.push_back({&kind, std::move(source)});
  };
  for (const Kind* kind : kinds::all_kinds()) {
    auto source = kind->source(connection.server_version());
    if (!source) continue;
    also(*kind, std::move(*source));
  }
  also(kinds::kind_of_unread_attributes(), {0, 0, 1, true, unread.attributes});
  also(kinds::kind_of_unread_rows(), {0, 0, 2, false, unread.rows});
  sql.insert(sql.end(), {depend_query, "SELECT 'role', current_user"});
  // What is read again and again is a copy.
  if (where == ReadIn::own_transaction) sql.emplace_back(session_query);

  Reader reader;
  catalog::Origin origin;
  origin.server_version = connection.server_version();
  const postgres::CopyLine line = [&](std::size_t statement, std::string_view row) {
    if (statement < queries.size()) {
      reader.row(*queries[statement].kind, queries[statement].source, row);
    } else if (statement == queries.size()) {
      reader.depend(row);
    } else {
      add_to_origin(origin, row);
    }
  };
  const bool is_own = where != ReadIn::callers_transaction;
  const std::string opening = (is_own ? "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; " : "") +
                              postgres::ours_for_reading(connection.server_version()) + "; ";
  const std::string closing = is_own ? "COMMIT" : "";
  if (where == ReadIn::own_transaction_again) {
    postgres::copy_out_kept(connection, opening, sql, closing, line);
  } else {
    std::string message = opening;
    for (const std::string& query : sql) message += "COPY (" + query + ") TO STDOUT; ";
    connection.copy_out(message + closing, line);
  }
  return reader.finish(std::move(origin)).completed();
}

std::optional<std::vector<witness::KnownCatalog>> only_known;

// On servers that are known there is nothing; others are asked once for the life of the process.
witness::Unread unread_by(postgres::Connection& connection) {
  static std::mutex guard;
  static std::map<int, witness::Unread> asked;
  const int version = connection.server_version();
  if (only_known) return witness::find_unread(connection, *only_known);
  if (is_known_server(version)) return {};
  const std::scoped_lock lock(guard);
  const auto at = asked.find(version);
  return at != asked.end() ? at->second : asked.emplace(version, witness::find_unread(connection)).first->second;
}

// Functions such as pg_get_viewdef() look at the catalog of now: an object of the snapshot may be gone for them, or
// be in the middle of becoming another one.
bool is_overtaken(const ServerError& error) {
  constexpr std::string_view states[] = {"XX000", "42P01", "42703", "42704", "42883", "3F000"};
  return std::find(std::begin(states), std::end(states), error.sqlstate()) != std::end(states);
}

}  // namespace

Ignorance::Ignorance(std::vector<witness::KnownCatalog> known) {
  only_known = std::move(known);
}

Ignorance::~Ignorance() {
  only_known.reset();
}

Catalog read_catalog(postgres::Connection& connection, ReadIn where) {
  require_no_older_server(connection.server_version());
  const witness::Unread unread = unread_by(connection);
  for (int attempt = 1;; ++attempt) {
    try {
      return read_once(connection, where, unread);
    } catch (const ServerError& error) {
      if (where == ReadIn::callers_transaction || !is_overtaken(error)) throw;
      connection.execute("ROLLBACK");
      if (attempt == attempts_to_read)
        throw Error("the database was changed each of the " + std::to_string(attempt) +
                        " times that it was read: " + error.report().message,
                    "try again when nobody creates, alters or drops objects in it");
    }
  }
}

bool is_leftover(const Object& object) {
  return kinds::is_leftover(object);
}

std::string half_detached(const Object& object) {
  return kinds::half_detached(object);
}

Catalog without_leftovers(const Catalog& live, const std::function<bool(const catalog::ObjectId&)>& wanted) {
  const auto goes = [&](const Object& object) { return is_leftover(object) && (!wanted || !wanted(object.id)); };
  if (std::none_of(live.objects().begin(), live.objects().end(), goes)) return live;
  return live.filtered([&](const Object& object) { return !goes(object); });
}

std::vector<Leftover> leftovers(const Catalog& live, const std::function<bool(const catalog::ObjectId&)>& wanted) {
  std::vector<Leftover> found;
  for (const Object& object : live.objects()) {
    if (!is_leftover(object) || (wanted && wanted(object.id))) continue;
    Leftover leftover{object.id, live[object.parent].id, {}, object.id.kind->occupied_names(object)};
    for (const catalog::ObjectIndex needed : object.dependencies) leftover.columns.push_back(live[needed].id);
    found.push_back(std::move(leftover));
  }
  return found;
}

std::map<std::pair<std::string, std::string>, char> read_casts(postgres::Connection& connection) {
  std::map<std::pair<std::string, std::string>, char> casts;
  connection.copy_out(
      "COPY (SELECT pg_catalog.format_type(castsource, NULL), pg_catalog.format_type(casttarget, NULL), "
      "CASE WHEN castmethod = 'b' THEN 'b' ELSE castcontext END FROM pg_catalog.pg_cast) TO STDOUT",
      [&](std::size_t /*statement*/, std::string_view line) {
        const auto fields = postgres::copy_fields(line);
        casts[{fields[0].value_or(""), fields[1].value_or("")}] = fields[2].value_or("e")[0];
      });
  return casts;
}

}  // namespace pgplumb::sources
