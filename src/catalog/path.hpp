// The parts of an object's name.
//
// Two catalogs of one database, their projections and everything that speaks of an object name the same things. Equal
// paths are therefore one list in memory, kept as long as the process lives: a copy costs a pointer, and so does a
// comparison of equals. Any thread may make paths.

#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

namespace pgplumb::catalog {

class Path {
 public:
  using Parts = std::vector<std::string>;
  using value_type = std::string;
  using const_iterator = Parts::const_iterator;

  Path();
  // NOLINTBEGIN(google-explicit-constructor): a path is its parts
  Path(Parts parts);
  Path(std::initializer_list<std::string> parts) : Path(Parts(parts)) {}
  operator const Parts&() const { return *parts_; }
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] std::size_t size() const { return parts_->size(); }
  [[nodiscard]] bool empty() const { return parts_->empty(); }
  [[nodiscard]] const std::string& operator[](std::size_t part) const { return (*parts_)[part]; }
  [[nodiscard]] const std::string& front() const { return parts_->front(); }
  [[nodiscard]] const std::string& back() const { return parts_->back(); }
  [[nodiscard]] const_iterator begin() const { return parts_->begin(); }
  [[nodiscard]] const_iterator end() const { return parts_->end(); }

  /// The same for equal paths, and for no others, while the process lives: what hashes take.
  [[nodiscard]] const void* identity() const { return parts_; }

  bool operator==(const Path& other) const { return parts_ == other.parts_; }
  std::strong_ordering operator<=>(const Path& other) const {
    return parts_ == other.parts_ ? std::strong_ordering::equal : *parts_ <=> *other.parts_;
  }

 private:
  const Parts* parts_;
};

}  // namespace pgplumb::catalog
