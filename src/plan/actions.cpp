// actions: every difference has an item: create, alter, replace or drop, by its kind's rules.

#include "diff/diff.hpp"
#include "plan/work.hpp"

namespace pgplumb::plan {

void find_actions(Work& work) {
  for (const diff::Difference& difference : diff::diff(work.from(), work.to())) {
    Item item;
    if (difference.from != nullptr) item.from = work.from().index_of(difference.from->id);
    if (difference.to != nullptr) item.to = work.to().index_of(difference.to->id);
    item.fields = difference.fields;
    if (difference.from == nullptr) {
      item.act = Act::create;
    } else if (difference.to == nullptr) {
      item.act = Act::drop;
    } else {
      const catalog::Way way = difference.to->id.kind->alter(*difference.from, *difference.to, item.fields, work).way;
      item.act = way == catalog::Way::replaced ? Act::replace : Act::alter;
      item.reshaped = way == catalog::Way::reshaped;
      item.displaced = way == catalog::Way::displaced;
    }
    work.add(std::move(item));
  }
}

}  // namespace pgplumb::plan
