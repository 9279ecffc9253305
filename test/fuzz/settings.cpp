// pgplumb.toml, and .env beside it.
#include "pgplumb/settings.hpp"

#include "base/error.hpp"
#include "config/dotenv.hpp"
#include "reader.hpp"

namespace {

const fuzz::Registered registered("settings", [](std::string_view text) {
  try {
    (void)pgplumb::config::parse_dotenv(text, ".env");
  } catch (const pgplumb::DiagnosedError&) {  // NOLINT(bugprone-empty-catch)
  }
  const pgplumb::Settings settings = pgplumb::parse_settings(text, "pgplumb.toml");
  for (const auto& [name, environment] : settings.environments) (void)pgplumb::for_environment(settings, name);
});

}  // namespace
