#include "report/template.hpp"

#include <boost/json.hpp>
#include <vector>

#include "pgplumb/error.hpp"
#include "report/escape.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;

class Filler {
 public:
  explicit Filler(const std::map<std::string, std::string_view>& pages) : pages_(pages) {}

  // The text up to the end of the section `name`, which is taken from `page`; "" is the whole page.
  void fill(std::string_view& page, const std::string& name, bool shown) {
    for (;;) {
      const std::size_t open = page.find("{{");
      if (shown) text_ += page.substr(0, open);
      if (open == std::string_view::npos) {
        if (!name.empty()) throw InternalError("a page does not close its section " + name);
        return;
      }
      const bool raw = page.substr(open).starts_with("{{{");
      const std::string_view end = raw ? "}}}" : "}}";
      const std::size_t begin = open + end.size();
      const std::size_t close = page.find(end, begin);
      if (close == std::string_view::npos) throw InternalError("a page has a tag that is not closed");
      std::string tag(page.substr(begin, close - begin));
      page.remove_prefix(close + end.size());
      const char sign = tag.empty() ? ' ' : tag.front();
      if (sign == '#' || sign == '^' || sign == '/' || sign == '>') tag.erase(0, 1);
      if (sign == '/') {
        if (tag != name) throw InternalError("a page closes " + tag + " where " + name + " is open");
        // A line that holds nothing but the end of a section leaves no empty line.
        if (page.starts_with('\n') && text_.ends_with('\n')) page.remove_prefix(1);
        return;
      }
      if (sign == '#' || sign == '^') {
        if (page.starts_with('\n') && (text_.empty() || text_.ends_with('\n'))) page.remove_prefix(1);
        section(page, tag, sign == '#', shown);
      } else if (shown) {
        if (sign == '>') {
          std::string_view other = pages_.at(tag);
          fill(other, "", true);
        } else {
          const std::string value = text_of(find(tag));
          text_ += raw ? value : html(value);
        }
      }
    }
  }

  void enter(const json::value& values) { stack_.push_back(&values); }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void section(std::string_view& page, const std::string& name, bool wanted, bool shown) {
    const std::string_view begin = page;
    if (!shown) return fill(page, name, false);
    const json::value& value = find(name);
    const json::array* items = value.if_array();
    if (items == nullptr || !wanted || items->empty()) {
      const bool show = is_there(value) == wanted;
      if (show) enter(value);
      fill(page, name, show);
      if (show) stack_.pop_back();
      return;
    }
    for (const json::value& item : *items) {
      page = begin;
      enter(item);
      fill(page, name, true);
      stack_.pop_back();
    }
  }

  const json::value& find(const std::string& name) const {
    if (name == ".") return *stack_.back();
    for (auto at = stack_.rbegin(); at != stack_.rend(); ++at)
      if (const json::object* object = (*at)->if_object())
        if (const json::value* value = object->if_contains(name)) return *value;
    throw InternalError("a page asks for " + name + ", which it is not given");
  }

  static bool is_there(const json::value& value) {
    if (const auto* array = value.if_array()) return !array->empty();
    if (const auto* text = value.if_string()) return !text->empty();
    if (const auto* number = value.if_int64()) return *number != 0;
    if (const auto* flag = value.if_bool()) return *flag;
    return !value.is_null();
  }

  static std::string text_of(const json::value& value) {
    if (const auto* text = value.if_string()) return std::string(*text);
    return json::serialize(value);
  }

  const std::map<std::string, std::string_view>& pages_;
  std::vector<const json::value*> stack_;
  std::string text_;
};

}  // namespace

std::string fill(std::string_view page, const json::value& values,
                 const std::map<std::string, std::string_view>& pages) {
  Filler filler(pages);
  filler.enter(values);
  filler.fill(page, "", true);
  return filler.take();
}

}  // namespace pgplumb::report
