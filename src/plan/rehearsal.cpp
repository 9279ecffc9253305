#include "plan/rehearsal.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "diff/diff.hpp"
#include "kinds/kinds.hpp"
#include "plan/build.hpp"
#include "plan/search_path.hpp"
#include "sources/live.hpp"
#include "sources/load_failure.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectIndex;

namespace {

// As many statements as keep a transaction's locks few and its round trips rare.
constexpr std::size_t chunk_size = 50;

class Executor {
 public:
  Executor(postgres::Connection& scratch, bool may_make_roles, MayFail may_fail)
      : scratch_(scratch), may_make_roles_(may_make_roles), may_fail_(std::move(may_fail)) {
    scratch_.execute("SET check_function_bodies = off; SELECT pg_catalog.set_config('search_path', '', false)");
  }

  void add(const Step& step, const std::string& statement) {
    chunk_.push_back({&step, &statement});
    if (chunk_.size() >= chunk_size) flush();
  }

  void flush() {
    if (chunk_.empty()) return;
    std::string message = "BEGIN;\n";
    for (const Entry& entry : chunk_) message += *entry.statement + ";\n";
    try {
      scratch_.execute(message + "COMMIT");
    } catch (const ServerError&) {
      scratch_.execute("ROLLBACK");
      for (const Entry& entry : chunk_) execute_alone(entry);
    }
    chunk_.clear();
  }

 private:
  struct Entry {
    const Step* step;
    const std::string* statement;
  };

  void execute_alone(const Entry& entry) {
    for (int attempt = 0; attempt < 100; ++attempt) {
      try {
        scratch_.execute(*entry.statement);
        return;
      } catch (const ServerError& error) {
        if (may_make_roles_ && mend_roles(error.report(), *entry.statement)) continue;
        if (may_fail_ && may_fail_(*entry.step)) return;
        const std::string on_path = hint_on_path(error.report(), scratch_.server_version());
        const std::string& told = error.report().detail.empty() ? error.report().hint : error.report().detail;
        throw Error("the copy of " + entry.step->object +
                        " could not be made in the scratch database: " + error.report().message,
                    on_path.empty() ? told : on_path);
      }
    }
  }

  // Roles and what they may are no part of what is compared: a private server gets whichever are wanted.
  bool mend_roles(const ServerError::Report& report, const std::string& statement) {
    if (const auto missing = sources::missing_role(report)) {
      scratch_.execute("CREATE ROLE " + sql::identifier(*missing));
      return true;
    }
    const auto owner = sources::owner_without_right(report, statement);
    if (owner) scratch_.execute("ALTER ROLE " + sql::identifier(*owner) + " SUPERUSER");
    return owner.has_value();
  }

  postgres::Connection& scratch_;
  bool may_make_roles_;
  MayFail may_fail_;
  std::vector<Entry> chunk_;
};

std::vector<const Object*> hidden_in(const Catalog& catalog, catalog::Projection projection) {
  projection.owners = projection.privileges = true;
  const Catalog managed = catalog::project(catalog, projection).catalog;
  std::vector<const Object*> hidden;
  for (const Object& object : catalog.objects())
    if (managed.find(object.id) == nullptr) hidden.push_back(&object);
  return hidden;
}

}  // namespace

void execute_in_scratch(postgres::Connection& scratch, const Plan& plan, bool may_make_roles, const MayFail& may_fail) {
  Executor executor(scratch, may_make_roles, may_fail);
  for (const Batch& batch : plan.batches) {
    for (const Step& step : batch.steps)
      for (const std::string& statement : step.statements) executor.add(step, statement);
    executor.flush();
  }
}

void rebuild(postgres::Connection& scratch, const Catalog& wanted, const catalog::Projection& projection,
             bool may_make_roles, bool prepared) {
  const Catalog fresh = catalog::with_versions(sources::read_catalog(scratch), projection);
  Catalog modelled = catalog::with_versions(wanted, projection).filtered([](const Object& object) {
    return object.id.kind->refusal(object).empty() && object.id.kind != &kinds::kind_of_unread_attributes();
  });
  if (prepared) modelled = modelled.joined_by(hidden_in(fresh, projection), fresh);
  std::set<std::string> managed;  // asked for once something has failed
  BuildOptions options;
  options.is_copy = true;
  execute_in_scratch(scratch, build_plan(fresh, modelled, options), may_make_roles, [&](const Step& step) {
    if (managed.empty()) {
      const Catalog projected = catalog::project(wanted, projection).catalog;
      for (const Object& object : projected.objects()) managed.insert(to_string(object.id));
    }
    return !managed.contains(step.object);
  });
}

Rehearsal::Rehearsal(const Catalog& from, const Catalog& to, catalog::Projection projection,
                     CreateDatabase create_database, std::function<bool()> may_make_roles, Prepare prepare)
    : from_(from),
      to_(to),
      projection_(std::move(projection)),
      create_database_(std::move(create_database)),
      may_make_roles_(std::move(may_make_roles)),
      prepare_(std::move(prepare)) {}

Rehearsal::~Rehearsal() = default;

Catalog Rehearsal::read(postgres::Connection& scratch) const {
  return catalog::project(sources::read_catalog(scratch, sources::ReadIn::own_transaction_again), projection_).catalog;
}

Rehearsal::Copy Rehearsal::make(const Catalog& wanted) const {
  postgres::Connection scratch = create_database_();
  const bool prepared = prepare_ && prepare_(scratch, wanted);
  rebuild(scratch, wanted, projection_, may_make_roles_(), prepared);
  Catalog whole = sources::read_catalog(scratch, sources::ReadIn::own_transaction_again);
  Catalog projected = catalog::project(whole, projection_).catalog;
  return {std::move(scratch), std::move(whole), std::move(projected)};
}

const Catalog& Rehearsal::from_again() {
  if (live_ == nullptr) live_ = std::make_unique<Copy>(make(from_));
  return live_->catalog;
}

const Catalog& Rehearsal::all_from_again() {
  (void)from_again();
  return live_->whole;
}

const Catalog& Rehearsal::to_again() {
  if (desired_ == nullptr) desired_ = std::make_unique<Copy>(make(to_));
  return desired_->catalog;
}

postgres::Connection Rehearsal::take_copy_of_live() {
  (void)from_again();
  return std::move(live_->connection);
}

Catalog settle(const Catalog& from, Catalog to, Rehearsal& rehearsal) {
  std::map<ObjectIndex, std::shared_ptr<const catalog::Attributes>> same;
  for (const diff::Difference& difference : diff::diff(from, to)) {
    if (difference.from == nullptr || difference.to == nullptr) continue;
    const catalog::Kind& kind = *difference.to->id.kind;
    const bool texts_only = std::all_of(difference.fields.begin(), difference.fields.end(),
                                        [&](std::size_t field) { return kind.fields()[field].expression; });
    if (!texts_only) continue;
    const Object* from_again = rehearsal.from_again().find(difference.from->id);
    const Object* to_again = rehearsal.to_again().find(difference.to->id);
    if (from_again == nullptr || to_again == nullptr) continue;
    const bool equal = kind.equal(*from_again->attributes, *to_again->attributes) ||
                       kind.equal(*difference.from->attributes, *to_again->attributes) ||
                       kind.equal(*from_again->attributes, *difference.to->attributes);
    if (equal) same[to.index_of(difference.to->id)] = difference.from->attributes;
  }
  if (same.empty()) return to;
  return to.with(same);
}

}  // namespace pgplumb::plan
