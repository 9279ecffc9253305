// How the models of an application stand to the database: for people, for machines, for a comment.

#pragma once

#include <span>
#include <string>

#include "pgplumb/models.hpp"
#include "report/style.hpp"

namespace pgplumb::report {

struct ModelsFormat {
  const char* name;
  const char* about;
  std::string (*write)(const ModelsResult& result, const Style& style);
};

/// In the order of --help; the first one is the default. JSON is schema/models.schema.json.
[[nodiscard]] std::span<const ModelsFormat> models_formats();

}  // namespace pgplumb::report
