// Plan files. What the fuzzer thinks of never has the right digest, so it gets one: whoever means harm makes it anew
// too.
#include "base/hash.hpp"
#include "plan/plan_file.hpp"
#include "plan/truth.hpp"
#include "reader.hpp"

namespace {

using namespace pgplumb;

std::string sealed(std::string_view text) {
  std::string_view body = text;
  if (text.starts_with("-- pgplumb plan"))
    for (int line = 0; line < 2; ++line) body.remove_prefix(std::min(body.find('\n'), body.size() - 1) + 1);
  return "-- pgplumb plan 1\n-- digest:  sha256:" + sha256_hex(body) + "  of every byte below this line\n" +
         std::string(body);
}

void use(const std::string& text) {
  std::map<int, int> lines;
  const plan::Plan plan = plan::read_plan_file(text, "x.plan.sql", &lines);
  (void)plan::find_deeds(plan);
  (void)plan::columns_told_computed(plan);
}

const fuzz::Registered registered("plan", [](std::string_view text) {
  try {
    use(std::string(text));
  } catch (const DiagnosedError&) {  // NOLINT(bugprone-empty-catch)
  }
  if (!text.empty()) use(sealed(text));
});

}  // namespace
