#include "postgres/session_settings.hpp"

#include <fmt/core.h>

#include <array>

namespace pgplumb::postgres {

namespace {

using Held = SessionSetting::Held;

// A statement's limit comes first: it is to end nothing of the message that lifts it.
constexpr SessionSetting settings[] = {
    {"statement_timeout", Held::always, "0", "reading and changing take as long as the database is large"},
    {"search_path", Held::always, "", "what we write means pg_catalog, whoever made operators elsewhere"},
    {"transaction_timeout", Held::always, "0", "as statement_timeout", 17},
    {"idle_session_timeout", Held::always, "0", "the session with the lock waits for backups, hooks and proofs", 14},
    {"default_transaction_isolation", Held::always, "read committed", "DDL must not fail for what others read"},
    {"default_transaction_deferrable", Held::always, "off", "no query of ours waits for a safe snapshot"},
    {"row_security", Held::always, "off", "rows that are hidden are an error, not fewer rows"},
    {"standard_conforming_strings", Held::always, "on", "literals are written so that a backslash is one"},
    {"quote_all_identifiers", Held::always, "off", "names come back as the schema files have them"},
    {"transform_null_equals", Held::always, "off", "an expression means what it meant where it was proved"},
    {"array_nulls", Held::always, "on", "as transform_null_equals"},
    {"xmloption", Held::always, "content", "as transform_null_equals; documents are content too"},
    {"default_table_access_method", Held::always, "heap", "a table without USING is the one that was proved", 12},
    {"jit", Held::always, "off", "compiling a query of the catalogs takes longer than the query", 11},
    {"DateStyle", Held::reading, "ISO, MDY", "texts are compared"},
    {"IntervalStyle", Held::reading, "postgres", "texts are compared"},
    {"TimeZone", Held::reading, "UTC", "texts are compared"},
    {"bytea_output", Held::reading, "hex", "texts are compared"},
    {"xmlbinary", Held::reading, "base64", "texts are compared"},
    {"extra_float_digits", Held::reading, "1", "texts are compared"},
    {"default_transaction_read_only", Held::never, "", "somebody wants nothing to be changed: apply refuses"},
    {"role", Held::never, "", "how a role is let in as the owner of what it changes"},
    {"session_replication_role", Held::never, "", "only a superuser sets it"},
    {"session_preload_libraries", Held::never, "", "is read before the first message; only a superuser sets it"},
    {"local_preload_libraries", Held::never, "",
     "is read before the first message; the installation says what is there"},
    {"dynamic_library_path", Held::never, "", "only a superuser sets it"},
    {"extension_control_path", Held::never, "", "only a superuser sets it", 18},
    {"event_triggers", Held::never, "", "they belong to superusers, who want to see what is changed", 17},
    {"lo_compat_privileges", Held::never, "", "only a superuser sets it"},
    {"lc_messages", Held::never, "", "only a superuser sets it, and messages are shown, not read"},
    {"lock_timeout", Held::never, "", "a plan has its own; reading may be told to stand back"},
    {"idle_in_transaction_session_timeout", Held::always, "0",
     "a transaction is several messages; a plan lifts it too"},
    {"check_function_bodies", Held::never, "", "a plan has its own"},
    {"client_min_messages", Held::never, "", "nothing depends on notices"},
    {"client_encoding", Held::never, "", "said when connecting, which comes first"},
    {"default_tablespace", Held::never, "", "where tables are stored is not managed"},
    {"temp_tablespaces", Held::never, "", "as default_tablespace"},
    {"default_toast_compression", Held::never, "", "how values are stored is not managed"},
    {"createrole_self_grant", Held::never, "", "roles are not managed", 16},
    {"restrict_nonsystem_relation_kind", Held::never, "", "forbids, and we read system relations", 17},
    {"default_text_search_config", Held::never, "", "what an expression of a person means"},
    {"timezone_abbreviations", Held::never, "", "as default_text_search_config"},
    {"escape_string_warning", Held::never, "", "a warning; version 19 has no such setting"},
    {"backslash_quote", Held::never, "", "no literal of ours has a quote behind a backslash"},
    {"lc_monetary", Held::never, "", "as default_text_search_config"},
    {"lc_numeric", Held::never, "", "as default_text_search_config"},
    {"lc_time", Held::never, "", "as default_text_search_config"},
    {"icu_validation_level", Held::never, "", "how loudly a collation is doubted", 16},
    {"synchronize_seqscans", Held::never, "", "the order of rows, which is nowhere relied on"},
    {"gin_fuzzy_search_limit", Held::never, "", "no query of ours uses such an index"},
    {"gin_pending_list_limit", Held::never, "", "speed"},
    {"transaction_isolation", Held::never, "", "of one transaction, which says it where it matters"},
    {"transaction_read_only", Held::never, "", "as transaction_isolation"},
    {"transaction_deferrable", Held::never, "", "as transaction_isolation"},
};

bool is_held(const SessionSetting& setting, int server_version, bool reading) {
  if (setting.since > server_version / 10000) return false;
  return setting.held == Held::always || (reading && setting.held == Held::reading);
}

std::string assignments(const char* set, int server_version, bool reading) {
  std::string sql;
  for (const SessionSetting& setting : settings)
    if (is_held(setting, server_version, reading))
      sql += fmt::format("{}{} {} = '{}'", sql.empty() ? "" : "; ", set, setting.name, setting.value);
  return sql;
}

}  // namespace

std::span<const SessionSetting> session_settings() {
  return settings;
}

std::string first_message(int server_version, int process) {
  const std::string local = fmt::format("NOT pg_catalog.int4eq(pg_catalog.pg_backend_pid(), {})", process);
  std::string limits;
  std::string others;
  for (const SessionSetting& setting : settings) {
    if (!is_held(setting, server_version, false)) continue;
    const std::string call = fmt::format("pg_catalog.set_config('{}', '{}', {})", setting.name, setting.value, local);
    if (limits.empty())
      limits = "SELECT " + call;
    else
      others += ", " + call;
  }
  return limits + "; SELECT pg_catalog.pg_backend_pid()" + others;
}

std::string ours_for_session(int server_version) {
  return assignments("SET", server_version, false);
}

std::string ours_for_transaction(int server_version) {
  return assignments("SET LOCAL", server_version, false);
}

std::string ours_for_reading(int server_version) {
  return assignments("SET LOCAL", server_version, true);
}

}  // namespace pgplumb::postgres
