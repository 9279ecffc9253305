// Rehearsal: copies of the live and the desired database in scratch databases, made by the engine itself.
//
// The server's deparser is no fixed point: a check that was written as IN (...) comes back as one text, and that text,
// executed, as another. A copy is made from the texts of its original, so what differs between the two is the same
// thing said in two ways. That is how texts are compared here: never by a parser of our own.

#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::plan {

/// Executes a plan's statements in an empty scratch database, some dozens per transaction; roles that they name and the
/// server lacks are made. Where `may_fail` says so of a step, what fails is left out.
/// @throws Error naming the object whose statement failed, with the server's message
using MayFail = std::function<bool(const Step&)>;
void execute_in_scratch(postgres::Connection& scratch, const Plan& plan, bool may_make_roles,
                        const MayFail& may_fail = {});

/// Makes `wanted` in `scratch`, an empty database. Objects that pgplumb does not model are left out; so is what cannot
/// be made there and is not managed by `projection`. With `prepared`, `scratch` holds what `wanted` needs and
/// `projection` hides, which stays.
void rebuild(postgres::Connection& scratch, const catalog::Catalog& wanted, const catalog::Projection& projection,
             bool may_make_roles, bool prepared = false);

class Rehearsal {
 public:
  /// A new, empty scratch database, in a session of the role that `from` was read with.
  using CreateDatabase = std::function<postgres::Connection()>;

  /// Makes what a catalog needs and does not hold, before it is made; false if it holds all.
  using Prepare = std::function<bool(postgres::Connection& scratch, const catalog::Catalog& wanted)>;

  /// `from` and `to` are whole catalogs, or `prepare` makes the rest, and must outlive this object; `projection` is
  /// what is compared. `may_make_roles` is asked once there is a scratch database: only then is it known whose server
  /// that is.
  Rehearsal(const catalog::Catalog& from, const catalog::Catalog& to, catalog::Projection projection,
            CreateDatabase create_database, std::function<bool()> may_make_roles, Prepare prepare = {});
  ~Rehearsal();

  /// The live database with everything that is not managed.
  [[nodiscard]] const catalog::Catalog& all_from() const { return from_; }
  /// The copy of the live database, projected; made on first use.
  [[nodiscard]] const catalog::Catalog& from_again();
  /// The same with everything that is not managed.
  [[nodiscard]] const catalog::Catalog& all_from_again();
  /// The copy of the desired database, projected; made on first use.
  [[nodiscard]] const catalog::Catalog& to_again();
  /// A session with the copy of the live database, for proving on. May be asked for once.
  [[nodiscard]] postgres::Connection take_copy_of_live();
  /// Nobody else uses the scratch server, and nothing that runs in it reaches anything outside.
  [[nodiscard]] bool is_private() const { return may_make_roles_(); }
  /// The projected catalog of a session with a scratch database.
  [[nodiscard]] catalog::Catalog read(postgres::Connection& scratch) const;

 private:
  struct Copy {
    postgres::Connection connection;
    catalog::Catalog whole;
    catalog::Catalog catalog;  ///< projected
  };
  [[nodiscard]] Copy make(const catalog::Catalog& wanted) const;

  const catalog::Catalog& from_;
  const catalog::Catalog& to_;
  catalog::Projection projection_;
  CreateDatabase create_database_;
  std::function<bool()> may_make_roles_;
  Prepare prepare_;
  std::unique_ptr<Copy> live_;
  std::unique_ptr<Copy> desired_;
};

/// `to` with the attributes of `from` wherever the two differ only in texts that mean the same. Both projected.
[[nodiscard]] catalog::Catalog settle(const catalog::Catalog& from, catalog::Catalog to, Rehearsal& rehearsal);

}  // namespace pgplumb::plan
