#include "plan/plan_file.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "plan/batch_frame.hpp"
#include "plan/plan_text.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::plan {

namespace {

constexpr std::size_t position_column = 64;  // where the place of a step stands, if its name leaves room
constexpr std::size_t state_width = 100;

std::string number(std::size_t value) {
  return std::to_string(value);
}

class Writer {
 public:
  explicit Writer(const Plan& plan) : plan_(plan) {}

  // Everything below the line of the digest.
  std::string below_digest() {
    header();
    for (std::size_t index = 0; index < plan_.batches.size(); ++index) {
      text_ += "\n-- batch " + number(index + 1) + " of " + number(plan_.batches.size()) + ": " +
               (plan_.batches[index].transaction ? "transaction\n" : "no transaction\n");
      batch(plan_.batches[index]);
    }
    text_ += "\n";
    State state{plan_.manifest, {}};
    for (const Batch& batch : plan_.batches)
      for (const Step& step : batch.steps)
        if (!step.after.empty()) state.after.emplace(step.number, step.after);
    for (const std::string& packed : pack_state(state, state_width)) line("-- state: ", packed);
    return std::move(text_ += last_line);
  }

 private:
  void header() {
    const Counts& counts = plan_.counts;
    line("-- from:    ", field_text(plan_.from) + "  the schema that this plan starts from");
    line("-- to:      ", field_text(plan_.to) + "  the schema that it leads to");
    line("-- server:  ", "PostgreSQL " + std::to_string(plan_.server_major));
    line("-- manages: ", sql::comment_text(plan_.projection));
    line("-- waits:   ", field_text(plan_.lock_timeout) + "  at most, for each lock");
    line("-- changes: ", std::to_string(counts.create) + " create, " + std::to_string(counts.alter) + " alter, " +
                             std::to_string(counts.replace) + " replace, " + std::to_string(counts.drop) + " drop");
    for (const std::string& object : plan_.destroys) line("-- destroys: ", sql::comment_text(object));
    for (const std::string& information : plan_.information) line("-- info:    ", sql::comment_text(information));
    const std::string statements =
        std::to_string(plan_.statements) + (plan_.statements == 1 ? " statement" : " statements");
    line("-- proof:   ", (plan_.proof == Proof::passed ? "passed, " : "skipped, ") + statements);
  }

  void batch(const Batch& batch) {
    const BatchFrame frame = frame_of(plan_, batch);
    statements(frame.opening);
    if (batch.manual) manual(*batch.manual);
    bool holding = false;
    for (const Step& step : batch.steps) {
      this->step(step, holding);
      holding = batch.transaction && (holding || !step.measured.locks.empty());
    }
    statements(frame.closing);
    if (!batch.checkpoint.empty()) line("-- checkpoint: ", sql::comment_text(batch.checkpoint));
  }

  // `holding`: earlier steps of its transaction hold locks.
  void step(const Step& step, bool holding) {
    std::string title =
        "-- step " + std::to_string(step.number) + ": " + to_string(step.change) + " " + field_text(step.object);
    if (step.position != Position{}) {
      title.resize(std::max(title.size() + 2, position_column), ' ');
      title += "(" + position_text(step.position) + ")";
    }
    line(title, "");
    measured(step.measured, holding);
    if (!step.destroys.empty()) line("--   destroys: ", sql::comment_text(step.destroys));
    for (const Danger& danger : step.dangers) this->danger(danger);
    for (const std::string& note : step.notes) line("--   ", note_text(note));
    statements(step.statements);
  }

  void measured(const Measured& measured, bool holding) {
    for (const std::string& lock : measured.locks) line("--   locks: ", sql::comment_text(lock));
    for (const std::string& scan : measured.scans) line("--   scans: ", sql::comment_text(scan));
    for (const std::string& rewrite : measured.rewrites) line("--   rewrites: ", sql::comment_text(rewrite));
    if (plan_.proof == Proof::passed && measured == Measured{})
      line("--   locks: ", std::string(holding ? nothing_more_locked : nothing_locked));
  }

  void danger(const Danger& danger) {
    if (danger.demand.empty()) {
      line("--   hazard: ", sql::comment_text(danger.hazard + " " + danger.object));
    } else {
      line("--   hazard: ",
           danger.hazard + " " + field_text(danger.object, ':') + ": " + sql::comment_text(danger.demand));
    }
    if (!danger.query.empty()) line("--   asks: ", sql::comment_text(danger.query));
  }

  // A note must not be taken for one of the lines above.
  static std::string note_text(const std::string& note) {
    std::string text = sql::comment_text(note);
    for (const char* key : {"locks: ", "scans: ", "rewrites: ", "destroys: ", "hazard: ", "asks: "})
      if (text.starts_with(key)) return "\\x" + hex(text.substr(0, 1)) + text.substr(1);
    return text;
  }

  void manual(const Manual& manual) {
    line("-- manual \"" + field_text(manual.name, '"') + "\" run=" + manual.run + " transaction=" +
             (manual.transaction ? "on" : "off") + " sha256=" + manual.sha256 + " bytes=" + number(manual.bytes.size()),
         " (" + position_text(manual.position) + "), verbatim");
    text_ += manual.bytes;
    if (!manual.bytes.empty() && manual.bytes.back() != '\n') text_ += '\n';
    text_ += "-- end manual\n";
    // A last statement without its semicolon would run into what follows when psql reads the file.
    const std::size_t last = manual.bytes.find_last_not_of(" \t\r\n\f\v");
    if (last != std::string::npos && manual.bytes[last] != ';') text_ += ";\n";
  }

  void statements(const std::vector<std::string>& statements) {
    for (const std::string& statement : statements) text_ += statement + ";\n";
  }

  void line(std::string_view beginning, const std::string& rest) {
    text_ += beginning;
    text_ += rest;
    text_ += '\n';
  }

  const Plan& plan_;
  std::string text_;
};

// What a person reviews and what apply executes must be the same, whatever names and bodies hold.
void check(const Plan& plan, const std::string& text) {
  bool same = false;
  try {
    same = read_plan_file(text, "the plan") == plan;
  } catch (const DiagnosedError& error) {
    std::string all;
    for (const Diagnostic& one : error.diagnostics()) all += (all.empty() ? "" : "; ") + to_string(one);
    throw InternalError("a plan that was written cannot be read back: " + all);
  }
  if (!same) throw InternalError("a plan that is read back differs from the one that was written");
}

}  // namespace

std::string write_plan_file(const Plan& plan) {
  const std::string below = Writer(plan).below_digest();
  std::string text = std::string(first_line) + std::to_string(format_number) +
                     "\n-- digest:  sha256:" + sha256_hex(below) + "  of every byte below this line\n" + below;
  check(plan, text);
  return text;
}

}  // namespace pgplumb::plan
