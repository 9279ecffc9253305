#include "apply/writable.hpp"

namespace pgplumb::apply {

void require_writable(postgres::Connection& connection) {
  const auto answer = connection.execute(
      "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('default_transaction_read_only')");
  const auto& row = answer.rows.at(0);
  if (row.at(0) == "t")
    throw Error(connection.description() + " is a standby, which takes no changes",
                "apply to the primary: a URL with several hosts finds it with target_session_attrs=read-write");
  if (row.at(1) == "on")
    throw Error(connection.description() + " takes no changes: default_transaction_read_only is on",
                "connect as a role, or to a server, for which it is off");
}

}  // namespace pgplumb::apply
