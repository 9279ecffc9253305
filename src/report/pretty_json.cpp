#include "report/pretty_json.hpp"

#include <boost/json.hpp>

namespace pgplumb::report {

namespace {

void write(std::string& text, const boost::json::value& value, const std::string& indent) {
  const std::string deeper = indent + "  ";
  const char* separator = "\n";
  if (const boost::json::object* object = value.if_object(); object != nullptr && !object->empty()) {
    text += '{';
    for (const auto& [key, member] : *object) {
      text += separator + deeper + boost::json::serialize(boost::json::value(key)) + ": ";
      write(text, member, deeper);
      separator = ",\n";
    }
    text += "\n" + indent + '}';
  } else if (const boost::json::array* array = value.if_array(); array != nullptr && !array->empty()) {
    text += '[';
    for (const boost::json::value& item : *array) {
      text += separator + deeper;
      write(text, item, deeper);
      separator = ",\n";
    }
    text += "\n" + indent + ']';
  } else {
    text += boost::json::serialize(value);
  }
}

}  // namespace

std::string pretty_json(const boost::json::value& value) {
  std::string text;
  write(text, value, "");
  return text + "\n";
}

}  // namespace pgplumb::report
