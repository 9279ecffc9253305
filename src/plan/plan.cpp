#include "plan/plan.hpp"

namespace pgplumb::plan {

const char* to_string(Change change) {
  switch (change) {
    case Change::create:
      return "create";
    case Change::alter:
      return "alter";
    case Change::replace:
      return "replace";
    case Change::drop:
      return "drop";
    case Change::rename:
      return "rename";
    case Change::guard:
      return "guard";
    case Change::validate:
      return "validate";
  }
  return "alter";
}

}  // namespace pgplumb::plan
