// Readers of what strangers write, each as a function from bytes to nothing, for whoever feeds them: the fuzzer
// (libFuzzer, in a build with -Dfuzz=true) and the suite, which gives each its seeds.
//
// Text that cannot be used is what a reader is for, and so an Error is as good an end as none. Anything else that is
// thrown, an InternalError among them, is a defect.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

struct Reader {
  std::string name;  ///< of the folder of its seeds as well
  std::function<void(std::string_view)> read;
};

/// All that are linked in: every one in the suite, one in a fuzz target.
[[nodiscard]] std::vector<Reader>& readers();

/// A static of this type adds a reader.
struct Registered {
  Registered(std::string name, std::function<void(std::string_view)> read) {
    readers().push_back({std::move(name), std::move(read)});
  }
};

/// @throws InternalError where it is false
void require(bool holds, const std::string& what);

}  // namespace fuzz
