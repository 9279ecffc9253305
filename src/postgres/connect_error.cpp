#include "postgres/connect_error.hpp"

#include <fmt/core.h>
#include <libpq-fe.h>

#include <memory>

#include "postgres/conninfo.hpp"

namespace pgplumb::postgres {

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

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

void refuse_unreadable(const std::string& conninfo) {
  if (conninfo.find('\0') != std::string::npos) throw Error("the connection string contains a NUL byte");
  if (is_ambiguous_url(conninfo))
    throw Error("the connection URL cannot be read with certainty: it has an \"@\" or \"/\" too many",
                "write postgresql://user:password@host:port/database, and percent-encode special characters in the "
                "password (\"@\" as %40, \"/\" as %2F)");
  if (!is_connection_string(conninfo)) return;
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(conninfo.c_str(), &message));
  PQfreemem(message);  // may quote a part of the password, so it is not shown
  if (options == nullptr)
    throw Error("the connection string cannot be read",
                is_connection_url(conninfo)
                    ? "write postgresql://user:password@host:port/database, and percent-encode special characters"
                    : "write host=... port=... dbname=... user=..., and quote values with spaces: password='a b'");
}

Error connect_error(const std::string& description, std::string reason, const std::string& password) {
  // A very short password would mask half of the message, and says little by being there.
  if (password.size() > 3)
    for (std::size_t at = 0; (at = reason.find(password, at)) != std::string::npos; at += 3)
      reason.replace(at, password.size(), "***");
  auto hint = hint_for(reason);
  return Error(fmt::format("cannot connect to {}: {}", description, reason), std::move(hint));
}

}  // namespace pgplumb::postgres
