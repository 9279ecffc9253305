// Manual sections: SQL that a person wrote and that pgplumb carries into the plan byte by byte.
//
//     -- pgplumb:manual "name" [phase=before|after] [run=changed|always|once] [transaction=off]
//     ...
//     -- pgplumb:end manual
//
// A line `-- 手工追加` opens a section too. It reaches to the next line `-- 手工追加结束`, or to the end of the file;
// as the first line of a file it reaches to the first line that says `-- 结束`. Markers are comments on lines of their
// own: what stands in a string or in a function's body is no marker.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "sql/statements.hpp"

namespace pgplumb::sql {

/// When a section runs: before or after pgplumb's own changes.
enum class ManualPhase { before, after };

/// How often it runs: when its bytes are not those that ran last, with every plan, or once ever.
enum class ManualRun { changed, always, once };

struct ManualSection {
  std::string name;
  bool named = true;  ///< false: 手工追加, whose name only counts them
  ManualPhase phase = ManualPhase::after;
  ManualRun run = ManualRun::changed;
  bool transaction = true;
  std::string bytes;      ///< between the end of the opening line and the beginning of the closing line
  std::string sha256;     ///< of `bytes`, as hexadecimal digits
  std::size_t begin = 0;  ///< byte offset of the opening line
  std::size_t end = 0;    ///< byte offset behind the closing line
  Position position;      ///< of the opening marker
  std::string opening;    ///< the marker lines as they stand, for writing the file again
  std::string closing;    ///< empty if the file ends first
};

struct ManualSections {
  std::vector<ManualSection> sections;  ///< in the order of the file
  std::vector<Diagnostic> problems;
};

/// Finds the sections of `text`, of which `scanned` is scan(text, ...).
[[nodiscard]] ManualSections read_manual_sections(std::string_view text, const ScannedFile& scanned);

}  // namespace pgplumb::sql
