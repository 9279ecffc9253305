#include "report/changes_text.hpp"

#include <fmt/core.h>
#include <algorithm>

#include "base/words.hpp"
#include "report/grouping.hpp"

namespace pgplumb::report {

namespace {

using plan::Change;

constexpr std::size_t longest_value = 160;

struct Mark {
  const char* sign;
  Ink ink;
  int group;
};

Mark mark_of(Change change) {
  switch (change) {
    case Change::create:
      return {"+", Ink::green, 0};
    case Change::rename:
      return {"~", Ink::yellow, 1};
    case Change::alter:
    case Change::guard:
    case Change::validate:
      return {"~", Ink::yellow, 1};
    case Change::replace:
      return {"-/+", Ink::cyan, 2};
    case Change::drop:
      return {"-", Ink::red, 3};
  }
  return {"~", Ink::yellow, 1};
}

std::string shortened(const std::string& value) {
  if (value.size() <= longest_value && value.find('\n') == std::string::npos) return value;
  std::size_t end = std::min(value.find('\n'), std::min(longest_value, value.size()));
  while (end > 0 && end < value.size() && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  const std::string line = value.substr(0, end);
  return line + " ...";
}

void field_lines(std::string& text, const ObjectChange& change, const Style& style) {
  for (const FieldChange& field : change.fields) {
    const bool long_text = field.from.find('\n') != std::string::npos || field.to.find('\n') != std::string::npos;
    if (long_text && field.from != "none" && field.to != "none") {
      // Of a body that changed, the first line that differs says more than the first line.
      std::size_t same = 0;
      while (same < std::min(field.from.size(), field.to.size()) && field.from[same] == field.to[same]) ++same;
      const std::size_t newline = same == 0 ? std::string::npos : field.from.rfind('\n', same - 1);
      const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
      const auto from_line =
          static_cast<long>(std::count(field.from.begin(), field.from.begin() + static_cast<long>(begin), '\n')) + 1;
      text += fmt::format("        {}, from its line {} on:\n          {}\n          {}\n",
                          style(Ink::dim, field.field), from_line,
                          style(Ink::red, "- " + shortened(field.from.substr(std::min(begin, field.from.size())))),
                          style(Ink::green, "+ " + shortened(field.to.substr(std::min(begin, field.to.size())))));
    } else {
      text += fmt::format("        {}: {} -> {}\n", style(Ink::dim, field.field),
                          style(Ink::plain, shortened(field.from)), style(Ink::plain, shortened(field.to)));
    }
  }
}

std::string remark(const ObjectChange& change, Tense tense) {
  if (tense == Tense::drift) {
    if (change.change == Change::create) return "only in the database";
    if (change.change == Change::drop) return "missing in the database";
    return {};
  }
  if (!change.destroys.empty())
    return change.destroys == change.object ? "its data is destroyed" : "destroys " + change.destroys;
  switch (change.change) {
    case Change::rename:
      return "renamed";
    case Change::validate:
      return "validated";
    case Change::guard:
      return "checked first";
    case Change::replace:
      return change.fields.empty() ? "made again, since it depends on something that changes" : "";
    case Change::create:
    case Change::alter:
    case Change::drop:
      return {};
  }
  return {};
}

}  // namespace

std::string changes_text(const std::vector<ObjectChange>& changes, Tense tense, const Style& style) {
  const Grouping grouping(changes);
  std::vector<const ObjectChange*> lines;
  for (const ObjectChange& change : changes)
    if (grouping.told_with(change) == nullptr) lines.push_back(&change);
  std::stable_sort(lines.begin(), lines.end(), [](const ObjectChange* a, const ObjectChange* b) {
    return mark_of(a->change).group < mark_of(b->change).group;
  });
  std::string text;
  for (const ObjectChange* change : lines) {
    const Mark mark = mark_of(change->change);
    text += fmt::format("  {} {}", style(mark.ink, fmt::format("{:>3}", mark.sign)), style(Ink::bold, change->object));
    if (const std::string parts = grouping.parts(change->object); !parts.empty()) text += "  (" + parts + ")";
    if (const std::string said = remark(*change, tense); !said.empty())
      text += "  " + style(change->destroys.empty() ? Ink::dim : Ink::red, said);
    if (tense == Tense::plan && change->position.line > 0) text += "  " + style(Ink::dim, to_string(change->position));
    text += "\n";
    field_lines(text, *change, style);
  }
  return text;
}

}  // namespace pgplumb::report
