// What can go wrong, and how it reaches the person who can mend it.
//
// Problems in what the user wrote are collected as Diagnostics and shown together. Operations that fail
// throw an Error. There is one catch, in main, which prints message and hint and exits with the code
// that the error carries. Messages are lower case, name the object, and leave "what to do" to the hint.
// No message may carry a password: whoever builds one from a connection string redacts it first.

#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace pgplumb {

/// A place in a file the user wrote. Lines and columns count from 1; 0 means unknown. Columns count characters.
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  auto operator<=>(const Position&) const = default;
};

/// "file:line:column", leaving out what is unknown.
[[nodiscard]] std::string to_string(const Position& position);

enum class Severity { error, warning, information };

/// One problem, with everything a person needs to mend it.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< stable, kebab-case: "statement-failed", "not-modelled"
  Position position;
  std::string object;   ///< as a person names it: "table app.users"; may be empty
  std::string message;  ///< lower case, no full stop
  std::string hint;     ///< what to do; may be empty

  auto operator<=>(const Diagnostic&) const = default;
};

/// "file:line:column: error: message" and an indented "hint: ..." line where there is one.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// The exit codes of every command.
enum class ExitCode { done = 0, error = 1, differences = 2, refused = 3, partly_applied = 4, interrupted = 130 };

/// The root of everything thrown by pgplumb on purpose.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, std::string hint = {}, ExitCode exit_code = ExitCode::error)
      : std::runtime_error(message), hint_(std::move(hint)), exit_code_(exit_code) {}

  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] ExitCode exit_code() const { return exit_code_; }

 private:
  std::string hint_;
  ExitCode exit_code_;
};

/// A defect of pgplumb itself: a broken precondition or an impossible state.
class InternalError : public Error {
 public:
  explicit InternalError(const std::string& message)
      : Error("internal error: " + message,
              "this is a defect of pgplumb; please report it with the command that led here") {}
};

/// What the user wrote cannot be used; every problem found is in `diagnostics`, in file order.
class DiagnosedError : public Error {
 public:
  explicit DiagnosedError(const std::string& message, std::vector<Diagnostic> diagnostics,
                          ExitCode exit_code = ExitCode::error)
      : Error(message, {}, exit_code), diagnostics_(std::move(diagnostics)) {}

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// The server said no. Fields as PostgreSQL reports them (PG_DIAG_*); empty where it did not.
class ServerError : public Error {
 public:
  struct Report {
    std::string sqlstate;
    std::string message;
    std::string detail;
    std::string hint;
    std::string context;
    std::string statement;       ///< the SQL that failed
    int statement_position = 0;  ///< character offset into `statement`, from 1; 0 unknown
    std::string schema;          ///< of what follows
    std::string table;
    std::string column;
    std::string constraint;  ///< also the name of an index that is unique
  };

  explicit ServerError(Report report) : Error(report.message, report.hint), report_(std::move(report)) {}

  [[nodiscard]] const Report& report() const { return report_; }
  [[nodiscard]] const std::string& sqlstate() const { return report_.sqlstate; }

 private:
  Report report_;
};

}  // namespace pgplumb
