#include "report/sizes.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "report/json.hpp"
#include "report/plan_html.hpp"
#include "report/plan_markdown.hpp"
#include "report/plan_text.hpp"

using namespace pgplumb;
using namespace pgplumb::report;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string rows(std::int64_t count) {
  const std::string text = size_text({count, 1});
  return text.substr(0, text.find(','));
}

std::string bytes(std::int64_t count) {
  const std::string text = size_text({1, count});
  return text.substr(text.find(',') + 2);
}

/// Step 1 blocks and reads one table and waits with another; step 2 only reads a third.
PlanResult sample() {
  PlanResult result;
  plan::Step blocking;
  blocking.number = 1;
  blocking.measured.locks = {"ACCESS EXCLUSIVE on table app.orders", "SHARE on table app.users"};
  blocking.measured.scans = {"table app.orders"};
  plan::Step reading;
  reading.number = 2;
  reading.measured.scans = {"table app.items"};
  result.plan.batches = {{true, {blocking}, std::nullopt, ""}, {true, {reading}, std::nullopt, ""}};
  result.plan.proof = plan::Proof::passed;
  result.sizes = {{"table app.orders", {3'100'000, 432'013'312}},
                  {"table app.users", {std::nullopt, 8192}},
                  {"table app.items", {812, 81920}}};
  return result;
}

}  // namespace

TEST_CASE("rows are counted in thousands, millions and billions, with two digits that count") {
  CHECK(rows(0) == "0 rows");
  CHECK(rows(1) == "1 row");
  CHECK(rows(999) == "999 rows");
  CHECK(rows(1000) == "1 thousand rows");
  CHECK(rows(1250) == "1.2 thousand rows");
  CHECK(rows(9949) == "9.9 thousand rows");
  CHECK(rows(9950) == "10 thousand rows");
  CHECK(rows(999'499) == "999 thousand rows");
  CHECK(rows(999'500) == "1 million rows");
  CHECK(rows(3'100'000) == "3.1 million rows");
  CHECK(rows(41'000'000'000) == "41 billion rows");
}

// The right sides are those of SELECT pg_size_pretty(n::bigint), with B for bytes.
TEST_CASE("bytes are rounded as pg_size_pretty() rounds them") {
  CHECK(bytes(8192) == "8192 B");
  CHECK(bytes(10239) == "10239 B");
  CHECK(bytes(10240) == "10 kB");
  CHECK(bytes(10752) == "11 kB");
  CHECK(bytes(10485247) == "10239 kB");
  CHECK(bytes(10485248) == "10 MB");
  CHECK(bytes(432'013'312) == "412 MB");
  CHECK(bytes(10736893951) == "10239 MB");
  CHECK(bytes(10736893952) == "10 GB");
  CHECK(bytes(std::int64_t{20} << 40U) == "20 TB");
}

TEST_CASE("rows that nobody has counted are no number, and a table without a page is empty") {
  CHECK(size_text({std::nullopt, 81920}) == "an unknown number of rows, 80 kB");
  CHECK(size_text({0, 0}) == "empty");
  CHECK(size_text({std::nullopt, 0}) == "empty");
}

TEST_CASE("sizes stand beside the hazards, and beside what is read without one") {
  const PlanResult result = sample();
  const std::string text = plan_text(result, {}, {});
  CHECK(has(text,
            "! step 1 reads all of table app.orders (3.1 million rows, 412 MB), while nobody can read or write "
            "it\n"));
  CHECK(has(text,
            "! table app.users (an unknown number of rows, 8192 B) cannot be written while step 1 reads all of "
            "table app.orders (3.1 million rows, 412 MB)\n"));
  CHECK(has(text, "i step 2 reads all of table app.items (812 rows, 80 kB), while others read and write it\n"));
  const PlanReport report = report_of(result, "plan.sql");
  const std::string comment = plan_markdown(report);
  CHECK(has(comment, "> - Step 1 reads all of `table app.orders` (3.1 million rows, 412 MB), while nobody"));
  CHECK(has(comment, "> [!NOTE]\n> Step 2 reads all of `table app.items` (812 rows, 80 kB), while others"));
  const std::string page = plan_html(report);
  CHECK(has(page, "<code>table app.orders</code> (3.1 million rows, 412 MB) is read in full, while nobody"));
  CHECK(has(page,
            "<code>table app.users</code> (an unknown number of rows, 8192 B) cannot be written while step 1 "
            "reads all of table app.orders (3.1 million rows, 412 MB)."));
  CHECK(has(page, "<li>Reads all of <code>table app.items</code> (812 rows, 80 kB).</li>"));
}

TEST_CASE("in JSON sizes are numbers, unknown ones null, and the texts of hazards stay the same") {
  const PlanResult result = sample();
  const boost::json::value value = boost::json::parse(plan_json(result, ""));
  const boost::json::array& sizes = value.at("sizes").as_array();
  REQUIRE(sizes.size() == 3);
  CHECK(sizes[1] == boost::json::value{{"object", "table app.orders"}, {"rows", 3'100'000}, {"bytes", 432'013'312}});
  CHECK(sizes[2].at("rows").is_null());
  CHECK(value.at("hazards").at(0).at("text") ==
        "step 1 reads all of table app.orders, while nobody can read or write it");
}

TEST_CASE("where no size is known none is told") {
  PlanResult result = sample();
  result.sizes.clear();
  const PlanReport report = report_of(result, "plan.sql");
  for (const std::string& text : {show_text(report, {}), plan_markdown(report), plan_html(report), show_json(report)}) {
    CHECK(has(text, "app.orders"));
    CHECK_FALSE(has(text, "rows,"));
    CHECK_FALSE(has(text, "sizes"));
    CHECK_FALSE(has(text, "while others read"));
  }
}

TEST_CASE("several steps that read one table are one line") {
  PlanResult result = sample();
  for (const int number : {3, 4}) {
    result.plan.batches.push_back(result.plan.batches.back());
    result.plan.batches.back().steps[0].number = number;
  }
  CHECK(reads_beside_hazards(result.plan, result.sizes) ==
        std::vector<std::string>{
            "steps 2, 3 and 4 read all of table app.items (812 rows, 80 kB), while others read and write it"});
}
