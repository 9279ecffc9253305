// merge: neighbouring actions of one ALTER statement become one, so that a table is locked and written once.

#include <algorithm>

#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

// Statements whose ALTER is the same, one after the other, as one.
std::vector<Sql> merge_statements(const std::vector<Sql>& statements) {
  std::vector<Sql> merged;
  for (const Sql& statement : statements) {
    if (!merged.empty() && !statement.alter.empty() && merged.back().alter == statement.alter &&
        merged.back().in_transaction == statement.in_transaction && merged.back().phase == statement.phase) {
      merged.back().text += ",\n    " + statement.text;
      merged.back().commit_after = merged.back().commit_after || statement.commit_after;
    } else {
      merged.push_back(statement);
      if (!statement.alter.empty()) merged.back().text = statement.text;
    }
  }
  return merged;
}

const std::string& only_alter(const RawStep& step) {
  static const std::string nothing;
  for (const Sql& statement : step.statements)
    if (statement.alter != step.statements.front().alter) return nothing;
  return step.statements.front().alter;
}

bool joins(const RawStep& step, const RawStep& other) {
  return !only_alter(step).empty() && only_alter(step) == only_alter(other) &&
         step.statements.front().phase == other.statements.front().phase;
}

// "ALTER TABLE ONLY app.users" -> "table app.users".
std::string target_of(const std::string& alter) {
  std::string name = alter.substr(6);
  std::size_t end = 0;
  while (end < name.size() && ((name[end] >= 'A' && name[end] <= 'Z') || name[end] == ' ')) ++end;
  std::string kind = name.substr(0, end);
  std::string rest = name.substr(end);
  for (char& c : kind)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (kind.ends_with("only ")) kind = kind.substr(0, kind.size() - 5);
  return kind + rest;
}

// Guards stand before the first of the alterations that one of them is for, and do not keep them apart.
void put_guards_first(std::vector<RawStep>& steps) {
  for (std::size_t at = 1; at + 1 < steps.size(); ++at) {
    if (steps[at].step.change != Change::guard) continue;
    std::size_t after = at + 1;
    while (after < steps.size() && steps[after].step.change == Change::guard) ++after;
    if (after == steps.size()) continue;
    for (std::size_t place = at; place > 0 && joins(steps[place - 1], steps[after]); --place)
      std::swap(steps[place - 1], steps[place]);
  }
}

}  // namespace

std::vector<RawStep> merge_steps(std::vector<RawStep> steps) {
  put_guards_first(steps);
  std::vector<RawStep> merged;
  std::vector<int> parts;
  for (RawStep& step : steps) {
    if (!merged.empty() && joins(step, merged.back())) {
      RawStep& into = merged.back();
      if (parts.back() == 1) {
        const std::string first = std::string(to_string(into.step.change)) + " " + into.step.object;
        for (std::string& note : into.step.notes) note = "  " + note;
        into.step.notes.insert(into.step.notes.begin(), first);
        into.step.change = Change::alter;
        into.step.object = target_of(only_alter(step));
      }
      into.step.notes.push_back(std::string(to_string(step.step.change)) + " " + step.step.object);
      for (const std::string& note : step.step.notes) into.step.notes.push_back("  " + note);
      if (!step.step.destroys.empty())
        into.step.destroys += (into.step.destroys.empty() ? "" : ", ") + step.step.destroys;
      into.step.dangers.insert(into.step.dangers.end(), step.step.dangers.begin(), step.step.dangers.end());
      if (into.step.position.line == 0) into.step.position = step.step.position;
      into.statements.insert(into.statements.end(), step.statements.begin(), step.statements.end());
      into.nodes.insert(into.nodes.end(), step.nodes.begin(), step.nodes.end());
      ++parts.back();
    } else {
      merged.push_back(std::move(step));
      parts.push_back(1);
    }
  }
  for (RawStep& step : merged) {
    step.statements = merge_statements(step.statements);
    for (Sql& statement : step.statements) {
      if (!statement.alter.empty()) {
        const bool several = statement.text.find(",\n    ") != std::string::npos;
        statement.text = statement.alter + (several ? "\n    " : " ") + statement.text;
      }
      step.step.statements.push_back(statement.text);
    }
  }
  return merged;
}

}  // namespace pgplumb::plan
