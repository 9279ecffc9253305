#include "commands/manual_places.hpp"

#include <map>
#include <optional>

#include "base/error.hpp"
#include "sql/manual.hpp"
#include "sql/statements.hpp"

namespace pgplumb::commands {

namespace {

/// What a statement is recognised by although its details have changed: its first line, up to an opening parenthesis.
std::string key_of(std::string_view statement) {
  std::string key;
  for (const char c : statement.substr(0, statement.find_first_of("(\n;"))) {
    const bool blank = c == ' ' || c == '\t' || c == '\r';
    if (blank && (key.empty() || key.back() == ' ')) continue;
    key += blank ? ' ' : c;
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

sql::ManualSections sections_of(std::string_view existing, const sql::ScannedFile& scanned, const std::string& file) {
  sql::ManualSections sections = sql::read_manual_sections(existing, scanned);
  if (!sections.problems.empty())
    throw DiagnosedError(file + " has manual sections that cannot be understood", std::move(sections.problems));
  return sections;
}

constexpr std::size_t at_top = SIZE_MAX;
constexpr std::size_t at_end = SIZE_MAX - 1;

/// The new statement that `section` comes to stand behind.
std::size_t anchor_of(const sql::ManualSection& section, const sql::ScannedFile& scanned,
                      const sql::ManualSections& sections, const std::map<std::string, std::size_t>& place,
                      std::size_t statements) {
  if (section.closing.empty()) return at_end;
  const auto is_manual = [&](const sql::Statement& statement) {
    for (const sql::ManualSection& other : sections.sections)
      if (statement.begin >= other.begin && statement.begin < other.end) return true;
    return false;
  };
  bool anything_after = false;
  for (const sql::Statement& statement : scanned.statements)
    anything_after = anything_after || (statement.begin >= section.end && !is_manual(statement));
  std::size_t anchor = at_top;
  bool anything_before = false;
  for (const sql::Statement& statement : scanned.statements) {
    if (statement.begin >= section.begin) break;
    if (is_manual(statement) || statement.meta_command) continue;
    anything_before = true;
    if (const auto found = place.find(key_of(statement.text)); found != place.end()) anchor = found->second;
  }
  if (anything_before && !anything_after) return at_end;
  if (anything_before && anchor == at_top)
    return section.phase == sql::ManualPhase::before || statements == 0 ? at_top : at_end;
  return anchor;
}

void add_section(std::string& text, std::string_view bytes) {
  if (!text.empty() && !text.ends_with("\n\n")) text += text.ends_with('\n') ? "\n" : "\n\n";
  text += bytes;
  if (!text.ends_with('\n')) text += '\n';
}

}  // namespace

bool has_manual_sections(std::string_view existing, const std::string& file) {
  const sql::ScannedFile scanned = sql::scan(existing, file);
  return !sections_of(existing, scanned, file).sections.empty();
}

std::string with_manual_sections(const std::vector<RenderedStatement>& statements, std::string_view existing,
                                 const std::string& file) {
  const sql::ScannedFile scanned = sql::scan(existing, file);
  const sql::ManualSections sections = sections_of(existing, scanned, file);
  std::map<std::string, std::size_t> place;
  for (std::size_t index = 0; index < statements.size(); ++index) place[key_of(statements[index].text)] = index;
  std::map<std::size_t, std::vector<std::string_view>> behind;
  for (const sql::ManualSection& section : sections.sections)
    behind[anchor_of(section, scanned, sections, place, statements.size())].push_back(
        existing.substr(section.begin, section.end - section.begin));
  std::string text;
  for (const std::string_view section : behind[at_top]) add_section(text, section);
  bool after_section = !text.empty();
  for (std::size_t index = 0; index < statements.size(); ++index) {
    if (after_section && !statements[index].leading.starts_with('\n')) text += '\n';
    text += statements[index].leading + statements[index].text;
    after_section = false;
    if (const auto found = behind.find(index); found != behind.end()) {
      for (const std::string_view section : found->second) add_section(text, section);
      after_section = true;
    }
  }
  for (const std::string_view section : behind[at_end]) add_section(text, section);
  return text;
}

}  // namespace pgplumb::commands
