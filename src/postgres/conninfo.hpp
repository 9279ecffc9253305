// Telling the forms of a connection string apart, as libpq does (PostgreSQL manual, "Connection Strings").

#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pgplumb::postgres {

/// Starts with postgresql:// or postgres://.
[[nodiscard]] bool is_connection_url(std::string_view conninfo);

/// A URL or keyword=value; anything else is the bare name of a database.
[[nodiscard]] bool is_connection_string(std::string_view conninfo);

/// A URL in which an unescaped "@" or "/" lets libpq take a part of the password for something else.
[[nodiscard]] bool is_ambiguous_url(std::string_view conninfo);

/// `value` as it may stand after "keyword=" in a connection string.
[[nodiscard]] std::string conninfo_value(std::string_view value);

/// `value` as it may stand anywhere in a URL.
[[nodiscard]] std::string percent_encoded(std::string_view value);

/// The connection as variables for another program of PostgreSQL's: PGHOST, PGPASSWORD, ... What has no variable is
/// left out. @throws Error if it cannot be read
[[nodiscard]] std::map<std::string, std::string> environment_of(const std::string& conninfo);

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
