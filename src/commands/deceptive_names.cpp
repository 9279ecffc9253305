#include "commands/deceptive_names.hpp"

#include "base/characters.hpp"
#include "sql/visible_names.hpp"

namespace pgplumb::commands {

std::vector<Diagnostic> deceptive_names(const catalog::Catalog& live, const catalog::Catalog& desired,
                                        const std::map<catalog::ObjectId, Position>& positions) {
  std::map<std::string, const catalog::Object*> found;
  for (const catalog::Catalog* catalog : {&desired, &live})
    for (const catalog::Object& object : catalog->objects())
      for (const std::string& part : object.id.path)
        if (is_deceptive(part)) found.emplace(part, &object);
  std::vector<Diagnostic> warnings;
  for (const auto& [name, object] : found) {
    const auto position = positions.find(object->id);
    const std::string object_name = to_string(object->id);
    warnings.push_back({Severity::warning, "deceptive-name",
                        position == positions.end() ? Position() : position->second, object_name,
                        "the name " + sql::escaped_identifier(name) + " of " + object_name +
                            " holds characters that cannot be seen or look like others",
                        "plans write it so; rename the object if nobody meant this"});
  }
  return warnings;
}

}  // namespace pgplumb::commands
