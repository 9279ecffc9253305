#include "commands/approval.hpp"

#include <cstdlib>

#include "apply/journal.hpp"
#include "plan/signature.hpp"
#include "postgres/conninfo.hpp"

namespace pgplumb::commands {

namespace {

[[noreturn]] void refuse(const std::string& message, const std::string& code, const std::string& reason,
                         const std::string& hint) {
  throw DiagnosedError(message, {{Severity::error, code, {}, "", reason, hint}}, ExitCode::refused);
}

/// Two digests are compared whole: one could make a plan whose digest begins as wished.
bool is_digest(const std::string& approved, const std::string& digest) {
  return approved == digest || "sha256:" + approved == digest;
}

void check_approval(const ApplyRequest& request, const std::string& name, bool demanded, const std::string& digest) {
  if (request.approved.empty()) {
    if (!demanded) return;
    refuse("the plan is not approved", "not-approved",
           "environment \"" + name + "\" is protected: a plan is applied there with the digest that its reviewer saw",
           "read the plan, compare its digest with the reviewed one, and add --approve DIGEST (pgplumb show " +
               request.file + " says it)");
  }
  if (is_digest(request.approved, digest)) return;
  const bool beginning = digest.starts_with(request.approved) || digest.starts_with("sha256:" + request.approved);
  refuse("another plan was approved", "not-approved",
         "the approved digest is " + request.approved + ", that of this plan " + digest,
         beginning ? "give the whole digest: its beginning alone can be forged"
                   : "apply the file that was reviewed, or have this one reviewed");
}

void check_order(const ApplyRequest& request, const std::string& name, const std::string& before,
                 const std::string& digest) {
  const ChosenConnection chosen = choose_connection("", before, request.settings);
  const std::string reason = "environment \"" + name + "\" comes after \"" + before + "\"";
  if (postgres::same_database(chosen.conninfo, request.connection))
    refuse("the environments are mixed up", "not-in-order", reason + ", but both are the same database",
           "check the variables that hold their URLs");
  postgres::Connection connection(chosen.conninfo, request.stop);
  apply::JournalTables journal(connection, request.settings.journal_owners);
  const std::string hint = "apply it there first: pgplumb apply --env " + before + " " + request.file;
  if (!journal.exists()) refuse("the plan comes too early", "not-in-order", reason + ", which has no journal", hint);
  const auto run = journal.last_run(digest);
  if (run && run->finished) return;
  refuse("the plan comes too early", "not-in-order",
         reason + ", where this plan was " + (run ? "begun " + run->when_and_who + " and not finished" : "not applied"),
         hint);
}

}  // namespace

std::string environment_of(const ApplyRequest& request) {
  if (!request.environment.empty()) return request.environment;
  for (const auto& [name, environment] : request.settings.environments) {
    const char* variable = environment.variable.empty() ? nullptr : std::getenv(environment.variable.c_str());
    const std::string url = variable != nullptr ? std::string(variable) : environment.url;
    // One that cannot be read leads nowhere, and is told of where it is used.
    if (url.empty() || postgres::unreadable(url)) continue;
    if (postgres::same_database(url, request.connection)) return name;
  }
  return {};
}

void check_demands(const ApplyRequest& request, const std::string& environment, const std::string& digest) {
  const auto found = request.settings.environments.find(environment);
  const bool known = found != request.settings.environments.end();
  // Whoever applies may ask for more than the environment, not for something else.
  for (const std::string& key : {request.verify, known ? found->second.verify : std::string()})
    if (!key.empty()) plan::verify_signature(request.text, request.file, key);
  check_approval(request, environment, known && found->second.is_protected, digest);
  if (known && !found->second.after.empty()) check_order(request, environment, found->second.after, digest);
}

}  // namespace pgplumb::commands
