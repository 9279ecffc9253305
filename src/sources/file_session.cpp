#include "sources/file_session.hpp"

#include <algorithm>
#include <utility>

namespace pgplumb::sources {

namespace {

// Each statement keeps what is in force at it, and each transaction its savepoints.
constexpr std::size_t most_settings = 100;
constexpr std::size_t most_savepoints = 1000;

}  // namespace

void FileSession::begin() {
  in_force_ = std::make_shared<const SettingsInForce>();
}

void FileSession::end() {
  if (!transaction_) return;
  // psql would leave nothing of it, without a word.
  error(script_.transactions[transaction_->index].position, "transaction-not-ended",
        "the transaction that begins here is not ended", "end it with COMMIT");
  transaction_.reset();
}

std::optional<std::size_t> FileSession::transaction() const {
  return transaction_ ? std::optional(transaction_->index) : std::nullopt;
}

void FileSession::change_setting(const SettingChange& change, const Position& position) {
  if (change.local && !transaction_) return;  // as on a server: it would be over with its own statement
  if (in_force_->size() >= most_settings && !in_force_->contains(change.name) && !change.name.empty())
    return error(position, "too-many-settings",
                 "more than " + std::to_string(most_settings) + " settings are changed before this one",
                 "set what statements of the file need, and the rest for the database or a role");
  const bool resets = change.sql.empty();
  std::string sql = change.sql;
  if (resets) sql = change.name == "session_authorization" ? "RESET SESSION AUTHORIZATION" : "RESET " + change.name;
  const std::size_t index = script_.settings.size();
  if (!change.name.empty()) script_.settings.push_back({change.name, std::move(sql), change.written, resets, position});
  const auto change_in = [&](std::shared_ptr<const SettingsInForce>& settings) {
    SettingsInForce changed = *settings;
    if (change.name.empty()) {
      std::erase_if(changed,
                    [](const auto& one) { return one.first != "role" && one.first != "session_authorization"; });
    } else {
      changed[change.name] = index;
      if (change.name == "session_authorization") changed.erase("role");
    }
    settings = std::make_shared<const SettingsInForce>(std::move(changed));
  };
  change_in(in_force_);
  if (transaction_ && !change.local) change_in(transaction_->left);
}

// As a server does, what would be out of place is ignored: BEGIN in a transaction, COMMIT behind none.
void FileSession::control_transaction(const StatementRole& role, const Position& position, bool in_section) {
  const bool undoes = role.control == TransactionControl::rollback || role.control == TransactionControl::rollback_to;
  if (in_section && undoes) {
    transaction_.reset();
    return error(position, "statement-refused", "ROLLBACK cannot be part of a manual section",
                 "remove it and what it undoes");
  }
  if (role.control == TransactionControl::begin) {
    if (!transaction_) begin_transaction(position);
    return;
  }
  if (!transaction_) return;
  switch (role.control) {
    case TransactionControl::savepoint:
      if (transaction_->savepoints.size() >= most_savepoints)
        return error(position, "too-many-savepoints",
                     "more than " + std::to_string(most_savepoints) + " savepoints are open in this transaction",
                     "release those that are no longer needed");
      transaction_->savepoints.push_back({role.savepoint, script_.statements.size(), in_force_, transaction_->left});
      return;
    case TransactionControl::release:
    case TransactionControl::rollback_to:
      end_savepoint(role, position);
      return;
    case TransactionControl::rollback:
      undo_from(transaction_->first, position);
      in_force_ = transaction_->before;
      break;
    case TransactionControl::commit:
      in_force_ = transaction_->left;
      break;
    case TransactionControl::none:
    case TransactionControl::begin:
      break;
  }
  transaction_.reset();
  if (role.chain) begin_transaction(position);
}

void FileSession::begin_transaction(const Position& position) {
  transaction_ = OpenTransaction{script_.transactions.size(), in_force_, script_.statements.size(), in_force_, {}};
  script_.transactions.push_back({position});
}

void FileSession::end_savepoint(const StatementRole& role, const Position& position) {
  std::vector<Savepoint>& savepoints = transaction_->savepoints;
  const auto found = std::find_if(savepoints.rbegin(), savepoints.rend(),
                                  [&](const Savepoint& one) { return one.name == role.savepoint; });
  if (found == savepoints.rend())
    return error(position, "no-such-savepoint", "there is no savepoint " + role.savepoint + " in this transaction",
                 "name one that is, or take this line out");
  if (role.control == TransactionControl::release) {
    savepoints.erase(found.base() - 1, savepoints.end());
    return;
  }
  savepoints.erase(found.base(), savepoints.end());
  undo_from(savepoints.back().first, position);
  in_force_ = savepoints.back().settings;
  transaction_->left = savepoints.back().left;
}

// Each statement is undone once, however often a transaction goes back to one savepoint.
void FileSession::undo_from(std::size_t first, const Position& position) {
  for (; looked_at_ < script_.statements.size(); ++looked_at_) standing_.push_back(looked_at_);
  for (; !standing_.empty() && standing_.back() >= first; standing_.pop_back()) {
    if (script_.statements[standing_.back()].section)
      return error(position, "statement-refused", "this ROLLBACK undoes a manual section, which runs all the same",
                   "take the section out of the transaction");
    undone_.insert(standing_.back());
  }
}

}  // namespace pgplumb::sources
