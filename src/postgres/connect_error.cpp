#include "postgres/connect_error.hpp"

#include <fmt/core.h>

#include "postgres/conninfo.hpp"

namespace pgplumb::postgres {

namespace {

std::string hint_for(const std::string& reason) {
  const auto says = [&reason](const char* words) { return reason.find(words) != std::string::npos; };
  if (says("no password supplied")) return "give a password by PGPASSWORD, a ~/.pgpass file or the connection URL";
  if (says("password authentication failed")) return "check the user and the password in --url, DATABASE_URL or PG*";
  if (says("database \"") && says("does not exist")) return "create the database first, or name another one";
  if (says("role \"") && says("does not exist"))
    return "name the role to connect as: --url postgresql://ROLE@HOST/DATABASE";
  if (says("Connection refused") || says("No such file or directory"))
    return "is the server running there? say where it is with --url, DATABASE_URL or PGHOST and PGPORT";
  if (says("does not support SSL")) return "the server has no TLS: turn it on there, or say sslmode=prefer";
  if (says("certificate") || says("SSL error"))
    return "check the server's certificate, and sslmode and sslrootcert of the connection";
  if (says("translate host name")) return "check the host name in --url, DATABASE_URL or PGHOST";
  if (says("timeout expired")) return "the host does not answer: check its name, its port and the firewall between";
  return "check --url, DATABASE_URL or the PG* variables";
}

}  // namespace

void refuse_unreadable(const std::string& conninfo, const std::string& origin) {
  auto reason = unreadable(conninfo);
  // What the environment has misplaced stands in none of its variables that hold a connection.
  const bool is_its_own = reason || !misplaced("");
  if (!reason) reason = misplaced(conninfo);
  if (!reason) return;
  throw Error(origin.empty() || !is_its_own ? reason->message : origin + ": " + reason->message, reason->hint);
}

ConnectError connect_error(const std::string& description, std::string reason, const std::string& password) {
  // A very short password would mask half of the message, and says little by being there.
  if (password.size() > 3)
    for (std::size_t at = 0; (at = reason.find(password, at)) != std::string::npos; at += 3)
      reason.replace(at, password.size(), "***");
  // libpq says what it tried in lines of their own.
  for (std::size_t at = 0; (at = reason.find('\n', at)) != std::string::npos;)
    reason.replace(at, reason.compare(at, 2, "\n\t") == 0 ? 2 : 1, "; ");
  auto hint = hint_for(reason);
  return ConnectError(fmt::format("cannot connect to {}: {}", description, reason), std::move(hint));
}

}  // namespace pgplumb::postgres
