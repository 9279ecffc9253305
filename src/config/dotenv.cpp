#include "config/dotenv.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/error.hpp"
#include "pgplumb/settings.hpp"

namespace pgplumb::config {

namespace {

bool starts_name(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}
bool continues_name(char c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == '.';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::vector<std::pair<std::string, std::string>> read() {
    std::vector<std::pair<std::string, std::string>> variables;
    while (at_ < text_.size()) {
      skip_blanks();
      if (!at_line_end() && text_[at_] != '#') variables.push_back(read_variable());
      skip_line();
    }
    return variables;
  }

 private:
  std::pair<std::string, std::string> read_variable() {
    std::string name = read_name();
    if (name == "export" && at_ < text_.size() && is_blank(text_[at_])) {
      skip_blanks();
      name = read_name();
    }
    skip_blanks();
    if (name.empty() || at_ >= text_.size() || text_[at_] != '=') fail("this line is not of the form NAME=VALUE");
    ++at_;
    skip_blanks();
    std::string value;
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
      value = read_quoted(text_[at_]);
      skip_blanks();
      if (!at_line_end() && text_[at_] != '#') fail("something follows the closing quote of " + name);
    } else {
      value = read_bare();
    }
    return {std::move(name), std::move(value)};
  }

  std::string read_name() {
    const std::size_t begin = at_;
    if (at_ < text_.size() && starts_name(text_[at_]))
      while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string read_quoted(char quote) {
    const int opened = line_;
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      char c = text_[at_];
      if (c == '\n') ++line_;
      if (quote == '"' && c == '\\' && at_ + 1 < text_.size()) {
        const char next = text_[++at_];
        switch (next) {
          case 'n':
            c = '\n';
            break;
          case 'r':
            c = '\r';
            break;
          case 't':
            c = '\t';
            break;
          case '"':
          case '\\':
          case '$':
            c = next;
            break;
          default:
            value += '\\';
            c = next;
        }
      }
      value += c;
    }
    if (at_ >= text_.size()) {
      line_ = opened;
      fail("a quote is not closed");
    }
    ++at_;
    return value;
  }

  std::string read_bare() {
    const std::size_t begin = at_;
    while (!at_line_end() && !(text_[at_] == '#' && at_ > begin && is_blank(text_[at_ - 1]))) ++at_;
    std::string value(text_.substr(begin, at_ - begin));
    while (!value.empty() && is_blank(value.back())) value.pop_back();
    return value;
  }

  [[nodiscard]] bool at_line_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_, 2) == "\r\n");
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  void skip_line() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    if (at_ < text_.size()) ++at_;
    ++line_;
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw DiagnosedError(file_ + " cannot be read",
                         {{Severity::error, "dotenv", {file_, line_, 0}, {}, message, "write NAME=VALUE, one a line"}});
  }

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_dotenv(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

namespace {

std::set<std::string>& names_set() {
  static std::set<std::string> names;
  return names;
}

}  // namespace

const std::set<std::string>& names_of_dotenv() {
  return names_set();
}

void set_variable(const std::string& name, const std::string& value) {
  if (std::getenv(name.c_str()) != nullptr) return;
  ::setenv(name.c_str(), value.c_str(), 1);
  names_set().insert(name);
}

}  // namespace pgplumb::config

namespace pgplumb {

void load_dotenv(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / ".env";
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return;
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) throw Error("cannot read " + path.string(), "make it readable, or remove it");
  std::map<std::string, std::string> variables;
  for (auto& [name, value] : config::parse_dotenv(text.str(), path.string())) variables[name] = std::move(value);
  for (const auto& [name, value] : variables) config::set_variable(name, value);
}

}  // namespace pgplumb
