// Telling the forms of a connection string apart, as libpq does (PostgreSQL manual, "Connection Strings").

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pgplumb::postgres {

/// Starts with postgresql:// or postgres://.
[[nodiscard]] bool is_connection_url(std::string_view conninfo);

/// A URL or keyword=value; anything else is the bare name of a database.
[[nodiscard]] bool is_connection_string(std::string_view conninfo);

/// What libpq takes for the name of a database, or for keywords, although somebody meant more: "mysql://u:pw@h/d",
/// "u:pw@h/d", "jdbc:postgresql://h/d?user=u". May hold a password in a place where nobody looks for one.
[[nodiscard]] bool is_foreign(std::string_view conninfo);

/// A URL in which an unescaped "@" or "/" lets libpq take a part of the password for something else.
[[nodiscard]] bool is_ambiguous_url(std::string_view conninfo);

/// Why a connection string cannot be used, and what to write, without any of it.
struct Unreadable {
  std::string message;
  std::string hint;
};

/// nullopt if it can be read, and only in one way.
[[nodiscard]] std::optional<Unreadable> unreadable(const std::string& conninfo);

/// The same for what the connection becomes with the environment and libpq's defaults: a URL in PGDATABASE, say.
[[nodiscard]] std::optional<Unreadable> misplaced(const std::string& conninfo);

/// `text`, which may tell of anything, with what looks like the user and the password of a URL masked.
[[nodiscard]] std::string without_credentials(std::string text);

/// `value` as it may stand after "keyword=" in a connection string.
[[nodiscard]] std::string conninfo_value(std::string_view value);

/// `value` as it may stand anywhere in a URL.
[[nodiscard]] std::string percent_encoded(std::string_view value);

/// The connection as variables for another program of PostgreSQL's: PGHOST, PGPASSWORD, ... What has no variable is
/// left out. @throws Error if it cannot be read
[[nodiscard]] std::map<std::string, std::string> environment_of(const std::string& conninfo);

/// Whether libpq reads this variable of the environment for a connection: PGHOST, PGPASSWORD, ...
[[nodiscard]] bool is_connection_variable(const std::string& name);

/// `text` with the password of `conninfo` masked wherever it stands.
[[nodiscard]] std::string without_password(std::string text, const std::string& conninfo);

/// Where a connection leads, with what the environment and libpq's defaults add.
struct Place {
  std::string host;  ///< or its address, or the directory of a socket
  std::string port;
  std::string database;

  auto operator<=>(const Place&) const = default;
};

/// @throws Error if it cannot be read
[[nodiscard]] Place place_of(const std::string& conninfo);

/// Whether both lead to the same database of the same server, by host, port and name.
[[nodiscard]] bool same_database(const std::string& a, const std::string& b);

}  // namespace pgplumb::postgres
