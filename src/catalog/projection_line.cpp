// The line that a plan's header and a snapshot carry: "schemas=app, web_*; excluded=audit; ignore=table:app.tmp_*;
// owners=off; privileges=on".
//
// An item in which one of the characters that hold the line together occurs stands in double quotes.
#include <algorithm>

#include "base/error.hpp"
#include "catalog/projection.hpp"

namespace pgplumb::catalog {

namespace {

constexpr std::string_view all = "*";
constexpr std::string_view hexadecimal = "0123456789abcdef";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string item_text(std::string_view item) {
  const bool bare = !item.empty() && item.find_first_of("\"\\,;") == std::string_view::npos && item.front() != ' ' &&
                    item.back() != ' ' && std::none_of(item.begin(), item.end(), is_control);
  if (bare) return std::string(item);
  std::string text = "\"";
  for (const char c : item) {
    if (is_control(c)) {
      const auto byte = static_cast<unsigned char>(c);
      text += "\\x";
      text += hexadecimal[byte >> 4U];
      text += hexadecimal[byte & 15U];
    } else {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
  }
  return text + '"';
}

std::string list_text(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += ", ";
    text += item == all ? "\"*\"" : item_text(item);
  }
  return text;
}

std::string rules_text(const std::vector<IgnoreRule>& rules) {
  std::vector<std::string> items;
  for (const IgnoreRule& rule : rules) items.push_back(rule.kind + ":" + rule.pattern);
  return list_text(items);
}

class LineReader {
 public:
  explicit LineReader(std::string_view line) : line_(line) {}

  Projection read() {
    Projection projection;
    while (at_ < line_.size()) {
      const std::size_t equals = line_.find('=', at_);
      if (equals == std::string_view::npos) refuse();
      const std::string_view key = line_.substr(at_, equals - at_);
      at_ = equals + 1;
      take(projection, key);
      if (at_ < line_.size() && !skip("; ")) refuse();
    }
    return projection;
  }

 private:
  void take(Projection& projection, std::string_view key) {
    if (key == "schemas") {
      if (line_.substr(at_) == all || line_.substr(at_).starts_with("*;")) {
        ++at_;
      } else {
        projection.schemas = items();
      }
    } else if (key == "excluded") {
      projection.excluded_schemas = items();
    } else if (key == "ignore") {
      projection.ignore = rules();
    } else if (key == "guests") {
      projection.guests = rules();
    } else if (key == "outward") {
      projection.outward_guests = rules();
    } else if (key == "versions") {
      projection.versions = items();
    } else if (key == "owners") {
      projection.owners = flag();
    } else if (key == "privileges") {
      projection.privileges = flag();
    } else {
      refuse();
    }
  }

  bool skip(std::string_view expected) {
    if (line_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  bool flag() {
    if (skip("on")) return true;
    if (!skip("off")) refuse();
    return false;
  }

  std::vector<IgnoreRule> rules() {
    std::vector<IgnoreRule> list;
    for (const std::string& rule : items()) {
      const std::size_t colon = rule.find(':');
      if (colon == std::string::npos) refuse();
      list.push_back({rule.substr(0, colon), rule.substr(colon + 1)});
    }
    return list;
  }

  std::vector<std::string> items() {
    std::vector<std::string> list;
    do list.push_back(skip("\"") ? quoted() : bare());
    while (skip(", "));
    return list;
  }

  std::string bare() {
    const std::size_t end = std::min(line_.find_first_of(",;\"\\", at_), line_.size());
    const std::string_view item = line_.substr(at_, end - at_);
    if (item.empty()) refuse();
    at_ = end;
    return std::string(item);
  }

  std::string quoted() {
    std::string item;
    while (!skip("\"")) {
      if (at_ >= line_.size()) refuse();
      if (skip("\\x")) {
        item += static_cast<char>(digit() * 16U + digit());
      } else {
        skip("\\");
        if (at_ >= line_.size()) refuse();
        item += line_[at_++];
      }
    }
    return item;
  }

  std::size_t digit() {
    const std::size_t value = at_ < line_.size() ? hexadecimal.find(line_[at_]) : std::string_view::npos;
    if (value == std::string_view::npos) refuse();
    ++at_;
    return value;
  }

  [[noreturn]] void refuse() const {
    throw Error("the description of what is managed cannot be read at character " + std::to_string(at_ + 1) + ": " +
                    std::string(line_),
                "the file was edited, or written by a newer version of pgplumb; make it again");
  }

  std::string_view line_;
  std::size_t at_ = 0;
};

}  // namespace

std::string Projection::to_line() const {
  std::string line = "schemas=" + (schemas.empty() ? std::string(all) : list_text(schemas));
  if (!excluded_schemas.empty()) line += "; excluded=" + list_text(excluded_schemas);
  if (!ignore.empty()) line += "; ignore=" + rules_text(ignore);
  if (!guests.empty()) line += "; guests=" + rules_text(guests);
  if (!outward_guests.empty()) line += "; outward=" + rules_text(outward_guests);
  if (!versions.empty()) line += "; versions=" + list_text(versions);
  line += owners ? "; owners=on" : "; owners=off";
  line += privileges ? "; privileges=on" : "; privileges=off";
  return line;
}

Projection Projection::from_line(std::string_view line) {
  return LineReader(line).read();
}

}  // namespace pgplumb::catalog
