#include "config/profiles/supabase.hpp"

namespace pgplumb::config {

const Profile& supabase_profile() {
  static const Profile profile{
      "supabase",
      {
          "auth",
          "storage",
          "realtime",
          "_realtime",
          "extensions",
          "graphql",
          "graphql_public",
          "vault",
          "pgsodium",
          "pgsodium_masks",
          "pgbouncer",
          "pgtle",
          "pgmq",
          "net",
          "cron",
          "supabase_functions",
          "supabase_migrations",
          "_analytics",
          "_supavisor",
          "repack",
          "tiger",
          "tiger_data",
          "topology",
      },
      {
          // Those that every project has, and those that bring a schema of the platform's along.
          "extension:pg_stat_statements",
          "extension:pgcrypto",
          "extension:pgjwt",
          "extension:uuid-ossp",
          "extension:pg_graphql",
          "extension:pgsodium",
          "extension:supabase_vault",
          "extension:pg_net",
          "extension:pg_cron",
          "extension:pgmq",
          "extension:plv8",
          "extension:wrappers",
          "extension:pgaudit",
          "extension:supautils",
          "extension:plpgsql",
          "publication:supabase_*",
          // Realtime's own tables; one's own tables in its publication are one's own.
          "publication table:supabase_realtime_messages_publication*",
          "event trigger:issue_*",
          "event trigger:pgrst_*",
          "event trigger:graphql_watch_*",
          // What new objects in public are granted to the API's roles, and to the platform's own.
          "default privileges:of * in schema public",
          "default privileges:of supabase_*",
          "privileges:on schema public",
      },
      // Rules for files and messages are the project's, whoever the tables belong to.
      {"policy:storage.*", "policy:realtime.*", "publication table:supabase_realtime*"},
      // The platform's triggers call functions beside their tables.
      {"trigger:auth.*", "trigger:storage.*"},
  };
  return profile;
}

}  // namespace pgplumb::config
