#include "plan/proof.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "diff/diff.hpp"
#include "kinds/kinds.hpp"
#include "plan/batch_frame.hpp"
#include "plan/made_up_rows.hpp"
#include "plan/measure.hpp"
#include "plan/search_path.hpp"
#include "plan/truth.hpp"
#include "sources/live.hpp"
#include "sql/concurrent_index.hpp"

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectIndex;

namespace {

bool texts_only(const diff::Difference& difference) {
  if (difference.from == nullptr || difference.to == nullptr) return false;
  const auto fields = difference.from->id.kind->fields();
  return std::all_of(difference.fields.begin(), difference.fields.end(),
                     [&](std::size_t field) { return fields[field].expression; });
}

Diagnostic describe(const diff::Difference& difference, const std::string& where) {
  Diagnostic diagnostic;
  diagnostic.code = "not-proved";
  diagnostic.object = to_string(difference.id());
  if (difference.from == nullptr) {
    diagnostic.message = diagnostic.object + " is missing " + where;
  } else if (difference.to == nullptr) {
    diagnostic.message = diagnostic.object + " is still there " + where;
  } else {
    diagnostic.message = diagnostic.object + " differs " + where;
    for (const std::string& line : diff::describe_fields(difference)) diagnostic.message += "; " + line;
  }
  return diagnostic;
}

// What is not modelled cannot be made, and what was left behind is sound where it is made anew.
bool has_no_copy(const Object& live) {
  return !live.id.kind->refusal(live).empty() || sources::is_leftover(live);
}

// Nobody knows how to make it so; what the plan does not touch stays as it is live (expected()).
bool is_unread(const catalog::ObjectId& id) {
  return id.kind == &kinds::kind_of_unread_attributes();
}

void check_copy(const Catalog& from, const Catalog& again) {
  std::vector<Diagnostic> diagnostics;
  for (const diff::Difference& difference : diff::diff(again, from))
    if (!texts_only(difference) && !is_unread(difference.id()) &&
        (difference.to == nullptr || !has_no_copy(*difference.to)))
      diagnostics.push_back(describe(difference, "in the copy of the live database"));
  if (diagnostics.empty()) return;
  throw DiagnosedError("the plan cannot be proved: the live database could not be rebuilt in the scratch server",
                       std::move(diagnostics));
}

// What apply does with an invalid index that such a statement left; the copy has a sound one in its place.
void drop_leftover(postgres::Connection& connection, const std::string& statement, const Catalog& live) {
  const auto index = sql::concurrent_index(statement);
  if (!index || !index->create) return;
  for (const Object& object : live.objects())
    if (sources::is_leftover(object) && object.id.path.back() == index->name &&
        (index->schema.empty() || object.id.path.front() == index->schema))
      connection.execute("DROP " + object.id.kind->sql_name(object.id));
}

// Programs, connections and files are the cage's to refuse, and what the server then says of it names no reason.
std::string hint_of_cage(const ServerError& error) {
  const std::string& state = error.sqlstate();
  const auto is_of = [&](const char* states) { return state.starts_with(states); };
  if (!is_of("08") && !is_of("38") && !is_of("42501") && !is_of("53") && !is_of("58")) return {};
  return "a local scratch server starts no programs, connects to nothing, and reads and writes no files but its own: "
         "if "
         "the section needs that, make the plan with --no-proof, and have somebody read the section";
}

// A section is what a person wrote; what is wrong with it is theirs to mend.
void run_manual(postgres::Connection& connection, const Manual& manual, const SectionsBegun& begun,
                const Catalog& live) {
  const std::vector<Message> messages = messages_of(manual);
  const auto going_on = begun.find(manual.name);
  const std::size_t done = going_on == begun.end() ? 0 : going_on->second;
  restore_session(connection, manual, messages, done);
  for (std::size_t number = done; number < messages.size(); ++number) {
    const Message& message = messages[number];
    try {
      if (!manual.transaction) drop_leftover(connection, message.sql, live);
      if (message.copy_data.empty()) {
        connection.execute(message.sql);
      } else {
        connection.copy_in(message.sql, message.copy_data);
      }
    } catch (const ServerError& error) {
      Diagnostic diagnostic;
      diagnostic.code = "section-failed";
      diagnostic.position = manual.position;
      diagnostic.message = name_of_statement(manual, messages, number) + ": " + error.report().message;
      if (!error.report().detail.empty()) diagnostic.message += " (" + error.report().detail + ")";
      diagnostic.hint = hint_for(manual, error);
      if (diagnostic.hint.empty()) diagnostic.hint = hint_of_cage(error);
      if (going_on != begun.end() && number == done)
        diagnostic.hint =
            "the section was interrupted at this statement, which may have been carried out: if so, write it so that "
            "it may run twice (IF NOT EXISTS), or leave it out";
      throw DiagnosedError("a manual section does not work on a copy of the live database", {diagnostic});
    }
  }
  connection.execute(reset_role);
}

// The rules by which the fields of `object` that differ are changed: "type: ALTER TABLE ... ALTER COLUMN ... TYPE".
std::string rules_behind(const std::string& object, const Catalog& from, const Catalog& to) {
  std::string rules;
  for (const diff::Difference& difference : diff::diff(from, to)) {
    if (difference.from == nullptr || difference.to == nullptr || to_string(difference.id()) != object) continue;
    const auto fields = difference.to->id.kind->fields();
    for (const std::size_t field : difference.fields)
      rules += (rules.empty() ? "" : "; ") + std::string(fields[field].name) + ": " + std::string(fields[field].rule);
  }
  return rules.empty() ? rules : " (planned by the rule for " + rules + ")";
}

// Runs one batch and measures every statement of its steps. `from` and `to` are the plan's.
void run(postgres::Connection& connection, const Plan& plan, Batch& batch, const SectionsBegun& begun,
         const Catalog& live, const Catalog& from, const Catalog& to, Meter& meter) {
  const BatchFrame frame = frame_of(plan, batch);
  if (batch.manual) connection.give_settings_back();
  for (const std::string& statement : frame.opening) connection.execute(statement);
  if (!batch.manual) meter.begin();
  if (batch.manual) {
    run_manual(connection, *batch.manual, begun, live);
  } else {
    for (Step& step : batch.steps) {
      for (const std::string& statement : step.statements) {
        try {
          connection.execute(statement);
        } catch (const ServerError& error) {
          Diagnostic diagnostic;
          diagnostic.code = "step-failed";
          diagnostic.object = step.object;
          diagnostic.position = step.position;
          diagnostic.message = "step " + std::to_string(step.number) + ", " + to_string(step.change) + " " +
                               step.object + ": " + error.report().message;
          if (!error.report().detail.empty()) diagnostic.message += " (" + error.report().detail + ")";
          const std::string on_path = hint_on_path(error.report(), connection.server_version());
          diagnostic.hint = on_path.empty() ? "the statement was: " + statement + rules_behind(step.object, from, to) +
                                                  "; " + std::string(report_wanted)
                                            : on_path;
          throw DiagnosedError("the plan does not work on a copy of the live database, and is not to be trusted",
                               {diagnostic});
        }
        meter.add_to(step.measured);
        if (!batch.transaction) meter.begin_again(step.measured);
      }
    }
  }
  for (const std::string& statement : frame.closing) connection.execute(statement);
  connection.take_settings();
}

// What the live database will look like: objects that the plan does not touch stay as they are there, whatever their
// texts became in the copy.
Catalog expected(const Catalog& from, const Catalog& from_again, const Catalog& now) {
  std::map<ObjectIndex, std::shared_ptr<const catalog::Attributes>> untouched;
  for (ObjectIndex index = 0; index < now.size(); ++index) {
    const Object* before = from_again.find(now[index].id);
    const Object* live = from.find(now[index].id);
    if (before != nullptr && live != nullptr && !has_no_copy(*live) &&
        now[index].id.kind->equal(*before->attributes, *now[index].attributes))
      untouched[index] = live->attributes;
  }
  // What is not modelled is touched by no plan, and goes with its object.
  std::vector<const Object*> unmodelled;
  for (const Object& object : from.objects()) {
    const bool stays = object.parent == catalog::no_object || now.find(from[object.parent].id) != nullptr;
    if (stays && !object.id.kind->refusal(object).empty()) unmodelled.push_back(&object);
  }
  return unmodelled.empty() ? now.with(untouched) : now.with(untouched).joined_by(unmodelled, from);
}

void check_result(const Catalog& result, const Catalog& to, Rehearsal& rehearsal) {
  std::vector<Diagnostic> diagnostics;
  for (const diff::Difference& difference : diff::diff(result, to)) {
    if (texts_only(difference)) {
      const Object* again = rehearsal.to_again().find(difference.to->id);
      if (again != nullptr && again->id.kind->equal(*again->attributes, *difference.from->attributes)) continue;
    }
    diagnostics.push_back(describe(difference, "after the plan"));
  }
  if (!diagnostics.empty()) diagnostics.back().hint = report_wanted;
  if (diagnostics.empty()) return;
  throw DiagnosedError("the plan does not lead to the desired schema, and is not to be trusted",
                       std::move(diagnostics));
}

// Of tables whose rows a step reads or writes anew.
void tell_what_had_no_rows(Plan& plan, const std::set<std::string>& tables) {
  std::set<std::string> told;
  for (const Batch& batch : plan.batches)
    for (const Step& step : batch.steps)
      for (const std::vector<std::string>* relations : {&step.measured.scans, &step.measured.rewrites})
        for (const std::string& relation : *relations)
          if (tables.contains(relation)) told.insert(relation);
  for (const std::string& table : told)
    plan.information.push_back(table + " was proved without rows: none could be made up that it takes");
}

}  // namespace

void prove(Plan& plan, const Catalog& from, const Catalog& to, Rehearsal& rehearsal, const SectionsBegun& begun) {
  const Catalog from_again = rehearsal.from_again();
  check_copy(from, from_again);
  postgres::Connection copy = rehearsal.take_copy_of_live();
  copy.take_settings();
  Meter meter(copy, rehearsal.all_from_again());
  RowTrials trials(copy, plan, from_again, to);
  Catalog read = from;
  Catalog now = from;
  for (Batch& batch : plan.batches) {
    std::optional<DiagnosedError> with_rows;
    if (rehearsal.is_private() && batch.transaction && !batch.manual)
      with_rows = trials.run(batch, frame_of(plan, batch));
    run(copy, plan, batch, begun, rehearsal.all_from(), from, to, meter);
    if (with_rows) throw DiagnosedError(*with_rows);
    read = rehearsal.read(copy);
    now = expected(from, from_again, read);
    batch.checkpoint = catalog::fingerprint(now);
    for (const Step& step : batch.steps) plan.statements += static_cast<int>(step.statements.size());
  }
  check_result(now, to, rehearsal);
  const std::vector<std::string> stays = diff::what_stays(read, to);
  plan.information.insert(plan.information.end(), stays.begin(), stays.end());
  tell_what_had_no_rows(plan, trials.without_rows());
  plan.from = catalog::fingerprint(from);
  plan.to = catalog::fingerprint(now);
  plan.proof = Proof::passed;
  complete_claims(plan);
}

}  // namespace pgplumb::plan
