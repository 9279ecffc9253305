#include "postgres/conninfo.hpp"

#include <fmt/core.h>
#include <libpq-fe.h>

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

std::string redacted(const std::string& conninfo) {
  if (is_ambiguous_url(conninfo)) return std::string(cut_url(conninfo).scheme) + "...";
  if (is_connection_url(conninfo)) {
    const auto parts = cut_url(conninfo);
    auto credentials = parts.credentials;
    if (credentials) credentials = credentials->substr(0, credentials->find(':'));
    const auto database = parts.database ? std::optional<std::string>(*parts.database) : std::nullopt;
    return glued(parts, credentials, database, is_secret);
  }
  if (!is_connection_string(conninfo)) return conninfo;
  return rewritten(conninfo, is_secret).value_or("(a connection string that cannot be read)");
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
  const std::string whole = is_connection_string(conninfo) ? conninfo : "dbname=" + conninfo_value(conninfo);
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(whole.c_str(), &message));
  PQfreemem(message);  // may quote a part of the password, so it is not shown
  if (options == nullptr)
    throw Error("the connection string cannot be read",
                "write postgresql://user:password@host:port/database, or host=... dbname=...");
  take(options.get());
  return values;
}

}  // namespace

std::map<std::string, std::string> environment_of(const std::string& conninfo) {
  std::map<std::string, std::string> variables;
  (void)options_of(conninfo, false, &variables);
  return variables;
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
