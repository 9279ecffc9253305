#include "postgres/conninfo.hpp"

#include <fmt/core.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "postgres/connection.hpp"

namespace pgplumb::postgres {

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// A URL cut at the places where libpq cuts it: scheme://[user[:password]@]hosts[/database][?parameters].
struct UrlParts {
  std::string_view scheme;  ///< with "://"
  std::optional<std::string_view> credentials;
  std::string_view hosts;
  std::optional<std::string_view> database;
  std::vector<std::string_view> parameters;
};

UrlParts cut_url(std::string_view url) {
  UrlParts parts;
  const auto scheme_end = url.find("://") + 3;
  parts.scheme = url.substr(0, scheme_end);
  auto rest = url.substr(scheme_end);
  const auto stop = rest.find_first_of("@/");
  if (stop != std::string_view::npos && rest[stop] == '@') {
    parts.credentials = rest.substr(0, stop);
    rest.remove_prefix(stop + 1);
  }
  if (const auto question = rest.find('?'); question != std::string_view::npos) {
    auto query = rest.substr(question + 1);
    rest = rest.substr(0, question);
    while (!query.empty()) {
      const auto end = query.find('&');
      parts.parameters.push_back(query.substr(0, end));
      query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    }
  }
  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    parts.database = rest.substr(slash + 1);
    rest = rest.substr(0, slash);
  }
  parts.hosts = rest;
  return parts;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view value) {
  std::string decoded;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '%' && at + 2 < value.size() && hex_digit(value[at + 1]) >= 0 && hex_digit(value[at + 2]) >= 0) {
      decoded += static_cast<char>(hex_digit(value[at + 1]) * 16 + hex_digit(value[at + 2]));
      at += 2;
    } else {
      decoded += value[at];
    }
  }
  return decoded;
}

std::string keyword_of(std::string_view parameter) {
  return percent_decoded(parameter.substr(0, parameter.find('=')));
}

bool is_secret(std::string_view keyword) {
  return keyword == "password" || keyword == "sslpassword";
}

std::string glued(const UrlParts& parts, std::optional<std::string_view> credentials,
                  const std::optional<std::string>& database, bool (*drop)(std::string_view keyword)) {
  std::string url(parts.scheme);
  if (credentials) url.append(*credentials).append("@");
  url.append(parts.hosts);
  if (database) url.append("/").append(*database);
  char separator = '?';
  for (const auto parameter : parts.parameters) {
    if (drop(keyword_of(parameter))) continue;
    url.append(1, separator).append(parameter);
    separator = '&';
  }
  return url;
}

/// The keyword=value pairs of `conninfo` for which `keep` says yes, or nothing if it cannot be read.
std::optional<std::string> rewritten(const std::string& conninfo, bool (*drop)(std::string_view keyword)) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(conninfo.c_str(), &message));
  PQfreemem(message);
  if (options == nullptr) return std::nullopt;
  std::string text;
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr || drop(option->keyword)) continue;
    if (!text.empty()) text += ' ';
    text.append(option->keyword).append("=").append(conninfo_value(option->val));
  }
  return text;
}

}  // namespace

bool is_connection_url(std::string_view conninfo) {
  return conninfo.starts_with("postgresql://") || conninfo.starts_with("postgres://");
}

bool is_connection_string(std::string_view conninfo) {
  return is_connection_url(conninfo) || conninfo.find('=') != std::string_view::npos;
}

bool is_foreign(std::string_view conninfo) {
  if (is_connection_url(conninfo)) return false;
  return conninfo.substr(0, conninfo.find('=')).find_first_of(":@/") != std::string_view::npos;
}

bool is_ambiguous_url(std::string_view conninfo) {
  if (!is_connection_url(conninfo)) return false;
  const auto parts = cut_url(conninfo);
  return parts.hosts.find('@') != std::string_view::npos ||
         (parts.database && parts.database->find('@') != std::string_view::npos);
}

std::string conninfo_value(std::string_view value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string percent_encoded(std::string_view value) {
  std::string encoded;
  for (const char c : value) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

namespace {

/// Whether it is a URL of PostgreSQL's but for how it begins: "jdbc:postgresql://", "postgres+asyncpg://", "PSQL://".
bool is_nearly_url(std::string_view conninfo) {
  std::string scheme;
  for (const char c : conninfo.substr(0, conninfo.find("://")))
    scheme += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  scheme.erase(0, std::min(scheme.find_first_not_of(" \t\r\n\"'"), scheme.size()));
  if (scheme.starts_with("jdbc:")) scheme.erase(0, 5);
  scheme = scheme.substr(0, scheme.find('+'));
  return scheme.starts_with("postgres") || scheme == "psql" || scheme == "pgsql" || scheme == "pg" ||
         scheme == "postgis";
}

constexpr const char* right_form = "postgresql://user:password@host:port/database";

/// "mysql://...", "user:password@host", in what should be a name.
bool holds_more_than_name(std::string_view value) {
  if (value.find("://") != std::string_view::npos) return true;
  const auto colon = value.find(':');
  return colon != std::string_view::npos && value.find('@', colon) != std::string_view::npos;
}

}  // namespace

std::optional<Unreadable> unreadable(const std::string& conninfo) {
  if (conninfo.find('\0') != std::string::npos) return Unreadable{"the connection string contains a NUL byte", ""};
  if (is_foreign(conninfo)) {
    if (is_nearly_url(conninfo))
      return Unreadable{"the connection URL does not begin as PostgreSQL's do",
                        fmt::format("change how it begins: {}", right_form)};
    return Unreadable{"the connection string is neither a URL of PostgreSQL's nor the name of a database",
                      fmt::format("write {}, or host=... port=... dbname=... user=...", right_form)};
  }
  if (is_ambiguous_url(conninfo))
    return Unreadable{"the connection URL cannot be read with certainty: it has an \"@\" or \"/\" too many",
                      fmt::format("write {}, and percent-encode special characters in the password (\"@\" as %40, "
                                  "\"/\" as %2F)",
                                  right_form)};
  if (!is_connection_string(conninfo)) return std::nullopt;
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(conninfo.c_str(), &message));
  PQfreemem(message);  // may quote a part of the password, so it is not shown
  if (options != nullptr) return std::nullopt;
  return Unreadable{
      "the connection string cannot be read",
      is_connection_url(conninfo)
          ? fmt::format("write {}, and percent-encode special characters", right_form)
          : "write host=... port=... dbname=... user=..., and quote values with spaces: dbname='my shop'"};
}

std::string without_credentials(std::string text) {
  const auto mask = [&text](std::size_t begin, std::size_t end) { text.replace(begin, end - begin, "***"); };
  for (std::size_t at = 0; (at = text.find("://", at)) != std::string::npos; at += 3) {
    const auto line_end = std::min(text.find('\n', at), text.size());
    const auto end = text.rfind('@', line_end);
    if (end == std::string::npos || end < at + 3) continue;
    const auto credentials = std::string_view(text).substr(at + 3, end - at - 3);
    if (credentials.find(':') != std::string_view::npos && !credentials.starts_with("user:password")) mask(at + 3, end);
  }
  // Without a scheme a password ends with its word.
  for (std::size_t at = 0; (at = text.find('@', at)) != std::string::npos; ++at) {
    const auto before = text.find_last_of(" \n\"'", at);
    const auto colon = text.find(':', before == std::string::npos ? 0 : before);
    if (colon >= at || text.compare(colon, 3, "://") == 0) continue;
    const auto length = text.size();
    mask(colon + 1, at);
    at += text.size() - length;
  }
  for (std::size_t at = 0; (at = text.find("password=", at)) != std::string::npos; at += 9)
    mask(at + 9, std::min(text.find_first_of("& \n\"", at), text.size()));
  return text;
}

namespace {

/// Keyword -> value, with what the environment and libpq's defaults add.
std::map<std::string, std::string> options_of(const std::string& conninfo, bool with_defaults,
                                              std::map<std::string, std::string>* variables) {
  std::map<std::string, std::string> values;
  const auto take = [&](const PQconninfoOption* options) {
    for (const auto* option = options; option != nullptr && option->keyword != nullptr; ++option) {
      if (option->val == nullptr) continue;
      values[option->keyword] = option->val;
      if (variables != nullptr && option->envvar != nullptr) (*variables)[option->envvar] = option->val;
    }
  };
  if (with_defaults) {
    const std::unique_ptr<PQconninfoOption, FreeOptions> defaults(PQconndefaults());
    take(defaults.get());
  }
  if (conninfo.empty()) return values;
  if (const auto reason = unreadable(conninfo)) throw Error(reason->message, reason->hint);
  const std::string whole = is_connection_string(conninfo) ? conninfo : "dbname=" + conninfo_value(conninfo);
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(whole.c_str(), nullptr));
  take(options.get());
  return values;
}

/// Which of the values that are shown is more than a name.
std::optional<std::string> misplaced_among(const std::map<std::string, std::string>& options) {
  for (const auto& [keyword, what] : std::map<std::string, std::string>{{"dbname", "database"},
                                                                        {"host", "host"},
                                                                        {"hostaddr", "address"},
                                                                        {"port", "port"},
                                                                        {"user", "user"},
                                                                        {"service", "service"}})
    if (const auto found = options.find(keyword); found != options.end() && holds_more_than_name(found->second))
      return what;
  return std::nullopt;
}

}  // namespace

std::optional<Unreadable> misplaced(const std::string& conninfo) {
  const auto what = misplaced_among(options_of(conninfo, true, nullptr));
  if (!what) return std::nullopt;
  return Unreadable{
      fmt::format("the {} of the connection is no name: it looks like a URL, or holds a password", *what),
      "give a URL by --url or DATABASE_URL, and only names to PGDATABASE, PGHOST and PGUSER, or as dbname=... "
      "host=... user=..."};
}

std::string redacted(const std::string& conninfo) {
  if (is_ambiguous_url(conninfo)) return std::string(cut_url(conninfo).scheme) + "...";
  if (is_connection_url(conninfo)) {
    const auto parts = cut_url(conninfo);
    auto credentials = parts.credentials;
    if (credentials) credentials = credentials->substr(0, credentials->find(':'));
    const auto database = parts.database ? std::optional<std::string>(*parts.database) : std::nullopt;
    return glued(parts, credentials, database, is_secret);
  }
  if (unreadable(conninfo) || misplaced_among(options_of(conninfo, false, nullptr)))
    return "(a connection string that cannot be read)";
  return is_connection_string(conninfo) ? rewritten(conninfo, is_secret).value_or("") : conninfo;
}

std::string with_database(const std::string& conninfo, const std::string& database) {
  const auto is_database = [](std::string_view keyword) { return keyword == "dbname"; };
  if (is_connection_url(conninfo)) {
    const auto parts = cut_url(conninfo);
    return glued(parts, parts.credentials, percent_encoded(database), is_database);
  }
  const auto named = "dbname=" + conninfo_value(database);
  if (!is_connection_string(conninfo)) return named;
  const auto others = rewritten(conninfo, is_database);
  if (!others)
    throw Error("the connection string cannot be read",
                "write postgresql://user:password@host:port/database, or host=... dbname=...");
  return others->empty() ? named : *others + " " + named;
}

std::map<std::string, std::string> environment_of(const std::string& conninfo) {
  std::map<std::string, std::string> variables;
  (void)options_of(conninfo, false, &variables);
  return variables;
}

bool is_connection_variable(const std::string& name) {
  if (name == "PGSERVICEFILE") return true;
  const std::unique_ptr<PQconninfoOption, FreeOptions> known(PQconndefaults());
  for (const auto* option = known.get(); option != nullptr && option->keyword != nullptr; ++option)
    if (option->envvar != nullptr && name == option->envvar) return true;
  return false;
}

std::string without_password(std::string text, const std::string& conninfo) {
  auto options = options_of(conninfo, true, nullptr);
  const std::string& password = options["password"];
  if (password.size() > 3)
    for (std::size_t at = 0; (at = text.find(password, at)) != std::string::npos; at += 3)
      text.replace(at, password.size(), "***");
  return text;
}

Place place_of(const std::string& conninfo) {
  auto options = options_of(conninfo, true, nullptr);
  const std::string& host = options["host"].empty() ? options["hostaddr"] : options["host"];
  const std::string& name = options["dbname"].empty() ? options["user"] : options["dbname"];
  return {host, options["port"], name};
}

bool same_database(const std::string& a, const std::string& b) {
  return place_of(a) == place_of(b);
}

}  // namespace pgplumb::postgres
