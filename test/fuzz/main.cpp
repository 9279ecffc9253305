// Feeds readers. Under libFuzzer with what that thinks of; alone with the files of SEEDS/READER, each once.
//
// usage: seeds SEEDS
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/error.hpp"
#include "reader.hpp"

namespace fuzz {

std::vector<Reader>& readers() {
  static std::vector<Reader> all;
  return all;
}

void require(bool holds, const std::string& what) {
  if (!holds) throw pgplumb::InternalError(what);
}

}  // namespace fuzz

namespace {

void read(const fuzz::Reader& reader, std::string_view text) {
  try {
    reader.read(text);
  } catch (const pgplumb::InternalError&) {
    throw;
  } catch (const pgplumb::Error&) {  // NOLINT(bugprone-empty-catch)
  }
}

}  // namespace

#ifdef PGPLUMB_FUZZ

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const fuzz::Reader& reader : fuzz::readers()) read(reader, {reinterpret_cast<const char*>(data), size});
  return 0;
}

#else

int main(int, char** arguments) {
  const std::filesystem::path seeds = arguments[1];
  int failed = 0;
  int passed = 0;
  for (const fuzz::Reader& reader : fuzz::readers()) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(seeds / reader.name)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty()) ++failed;
    for (const std::filesystem::path& file : files) {
      std::ifstream stream(file, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
      try {
        read(reader, text);
        ++passed;
      } catch (const std::exception& defect) {
        std::cerr << file.string() << ": " << defect.what() << '\n';
        ++failed;
      }
    }
  }
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
