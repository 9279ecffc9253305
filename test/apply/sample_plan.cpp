#include "apply/sample_plan.hpp"

#include "base/hash.hpp"
#include "catalog/projection.hpp"
#include "plan/batch_frame.hpp"
#include "plan/truth.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

namespace test {

namespace {

catalog::Catalog read(postgres::Connection& connection) {
  return catalog::project(sources::read_catalog(connection), {}).catalog;
}

void execute(postgres::Connection& connection, const plan::Plan& plan, const plan::Batch& batch) {
  const plan::BatchFrame frame = plan::frame_of(plan, batch);
  for (const std::string& statement : frame.opening) connection.execute(statement);
  for (const plan::Step& step : batch.steps)
    for (const std::string& statement : step.statements) connection.execute(statement);
  if (batch.manual) {
    for (const plan::Message& message : plan::messages_of(*batch.manual)) {
      if (message.copy_data.empty()) {
        connection.execute(message.sql);
      } else {
        connection.copy_in(message.sql, message.copy_data);
      }
    }
  }
  for (const std::string& statement : frame.closing) connection.execute(statement);
  connection.execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
}

/// As an honest plan does.
void tell(plan::Plan& plan) {
  plan::complete_claims(plan);
  for (const plan::ComputedColumn& column : plan::columns_told_computed(plan)) {
    plan.destroys.push_back(column.names.front());
    for (plan::Step& step : plan.batches[column.batch].steps)
      if (step.number == column.step) step.destroys += (step.destroys.empty() ? "" : ", ") + column.names.front();
  }
}

}  // namespace

plan::Batch batch(std::vector<std::string> statements, bool transaction) {
  plan::Batch batch;
  batch.transaction = transaction;
  for (std::string& statement : statements) {
    plan::Step step;
    step.object = "what \"" + statement + "\" makes";
    step.statements = {std::move(statement)};
    batch.steps.push_back(std::move(step));
  }
  return batch;
}

plan::Batch manual(const std::string& name, const std::string& run, const std::string& bytes, bool transaction) {
  plan::Batch batch;
  batch.transaction = transaction;
  batch.manual = plan::Manual{name, run, transaction, {}, bytes, sha256_hex(bytes)};
  return batch;
}

plan::Plan proved_plan(const std::string& old, std::vector<plan::Batch> batches) {
  Database database;
  database.execute(old);
  plan::Plan plan;
  const catalog::Catalog from = read(database.connection());
  plan.from = plan.to = fingerprint(from);
  for (const catalog::Object& object : from.objects())
    plan.manifest.emplace(to_string(object.id), hex(object_hash(object)).substr(0, 8));
  plan.server_major = database.connection().server_major();
  plan.projection = catalog::Projection{}.to_line();
  plan.lock_timeout = "150ms";
  plan.proof = plan::Proof::passed;
  int number = 0;
  for (plan::Batch& batch : batches) {
    for (plan::Step& step : batch.steps) step.number = ++number;
    execute(database.connection(), plan, batch);
    plan.to = batch.checkpoint = fingerprint(read(database.connection()));
  }
  plan.statements = number;
  plan.batches = std::move(batches);
  tell(plan);
  return plan;
}

apply::ApplyReport applied(postgres::Connection& connection, const plan::Plan& plan, const std::string& digest,
                           const apply::ApplyOptions& options) {
  struct Back {
    postgres::Connection& connection;
    ~Back() {
      try {
        connection.give_settings_back();
      } catch (const Error&) {
        // The session is lost.
      }
    }
  } back{connection};
  return apply::apply(connection, plan, digest, options);
}

std::string fingerprint_of(postgres::Connection& connection) {
  return fingerprint(read(connection));
}

std::string value(postgres::Connection& connection, const std::string& sql) {
  const auto rows = connection.execute(sql);
  return rows.rows.empty() ? std::string() : rows.rows[0][0].value_or("");
}

}  // namespace test
