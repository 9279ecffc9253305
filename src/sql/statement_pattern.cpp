#include "sql/statement_pattern.hpp"

#include <algorithm>
#include <array>

namespace pgplumb::sql {

namespace {

// Words that are no names without quotes, where a name may be left out.
constexpr std::array<std::string_view, 19> reserved = {
    "as",   "check", "column",  "concurrently", "constraint", "foreign", "from", "in",     "not",  "on",
    "only", "or",    "primary", "references",   "select",     "table",   "to",   "unique", "using"};

bool is_reserved(const Words& words, std::size_t at) {
  if (words.is(at, "if")) return words.is(at + 1, "not") || words.is(at + 1, "exists");
  return std::any_of(reserved.begin(), reserved.end(), [&](std::string_view word) { return words.is(at, word); });
}

// ONLY a, ONLY (a), a *
std::vector<std::string> relation(const Words& words, std::size_t& at) {
  if (words.is(at, "only")) {
    ++at;
    if (words.symbol(at, '(')) {
      std::vector<std::string> name = words.name(++at);
      if (words.symbol(at, ')')) ++at;
      return name;
    }
  }
  if (is_reserved(words, at)) return {};
  std::vector<std::string> name = words.name(at);
  if (words.symbol(at, '*')) ++at;
  return name;
}

}  // namespace

Words::Words(std::string_view text) : text_(text), tokens_(without_comments(tokenize(text).tokens)) {}

std::vector<std::string> Words::name(std::size_t& at) const {
  std::vector<std::string> parts;
  while (at < size() && is_name(tokens_[at])) {
    if (is(at + 1, "uescape") && is_string(at + 2)) {
      parts.push_back(name_of(text(at), text(at + 2).at(1)));
      at += 3;
    } else {
      parts.push_back(name_of(text(at)));
      ++at;
    }
    if (!symbol(at, '.')) break;
    ++at;
  }
  return parts;
}

std::size_t Words::behind(std::size_t at) const {
  if (!symbol(at, '(')) return at + 1;
  int depth = 0;
  for (; at < size(); ++at) {
    if (symbol(at, '(')) ++depth;
    if (symbol(at, ')') && --depth == 0) return at + 1;
  }
  return at;
}

Pattern::Pattern(std::string_view pattern) : elements_(parse(pattern)) {}

Pattern::Elements Pattern::parse(std::string_view& pattern) {
  Elements elements;
  while (!pattern.empty()) {
    const std::size_t blank = std::min(pattern.find(' '), pattern.size());
    const std::string_view text = pattern.substr(0, blank);
    pattern.remove_prefix(std::min(blank + 1, pattern.size()));
    if (text == "]") return elements;
    Element& element = elements.emplace_back();
    if (text == "[") {
      element.type = Element::Type::optional;
      element.inner = parse(pattern);
    } else if (text == "?") {
      element.type = Element::Type::name;
    } else if (text == "$") {
      element.type = Element::Type::capture;
    } else if (text == "$+") {
      element.type = Element::Type::list;
    } else if (text == "*") {
      element.type = Element::Type::skip;
    } else if (text == "(" || text == ")" || text == "." || text == ",") {
      element.type = Element::Type::symbol;
      element.symbol = text.front();
    } else {
      element.words.emplace_back();
      for (const char c : text) {
        if (c == '|')
          element.words.emplace_back();
        else
          element.words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
    }
  }
  return elements;
}

bool Pattern::match(const Elements& elements, std::size_t index, const Words& words, std::size_t& at, std::size_t end,
                    Captures& captures, Passed& passed) {
  using Type = Element::Type;
  for (; index < elements.size(); ++index) {
    const Element& element = elements[index];
    if (element.type == Type::optional) {
      const std::size_t known = captures.size();
      std::size_t inside = at;
      if (match(element.inner, 0, words, inside, end, captures, passed) &&
          match(elements, index + 1, words, inside, end, captures, passed)) {
        at = inside;
        return true;
      }
      captures.resize(known);
      continue;
    }
    if (element.type == Type::skip) {
      // From a later place the same would be looked at again.
      auto& [first, last] = passed[&element];
      if (first <= at && at < last) return false;
      const std::size_t known = captures.size();
      for (std::size_t from = at; from < end; from = words.behind(from)) {
        std::size_t behind = from;
        if (match(elements, index + 1, words, behind, end, captures, passed)) {
          at = behind;
          return true;
        }
        captures.resize(known);
        first = at;
        last = from + 1;
        if (words.symbol(from, ')')) return false;
      }
      return false;
    }
    if (at >= end) return false;
    if (element.type == Type::word) {
      if (std::none_of(element.words.begin(), element.words.end(),
                       [&](const std::string& word) { return words.is(at, word); }))
        return false;
      ++at;
    } else if (element.type == Type::symbol) {
      if (!words.symbol(at, element.symbol)) return false;
      ++at;
    } else {
      for (;;) {
        std::vector<std::string> name = relation(words, at);
        if (name.empty()) return false;
        if (element.type != Type::name) captures.push_back(std::move(name));
        if (element.type != Type::list) break;
        if (words.symbol(at, '(')) at = words.behind(at);
        if (!words.symbol(at, ',')) break;
        ++at;
      }
    }
  }
  return true;
}

bool Pattern::matches(const Words& words, std::size_t at, std::size_t end, Captures& captures) const {
  captures.clear();
  Passed passed;
  return match(elements_, 0, words, at, end, captures, passed);
}

}  // namespace pgplumb::sql
