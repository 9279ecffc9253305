#include "report/formats.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace pgplumb;
using namespace pgplumb::report;

TEST_CASE("every format has a name of its own and says what it is for; text is the default") {
  const auto check = [](const auto& formats) {
    CHECK(std::string(formats[0].name) == "text");
    std::set<std::string> names;
    for (const auto& format : formats) {
      CHECK(names.insert(format.name).second);
      CHECK_FALSE(std::string(format.about).empty());
    }
  };
  check(plan_formats());
  check(drift_formats());
}

TEST_CASE("every format tells of several databases, and of one that could not be compared") {
  std::vector<DriftReport> reports(2);
  reports[0].result.database = "database one on a:5432 as me";
  reports[0].result.place = {"", "a", "5432", "one"};
  reports[0].result.desired = "schema.sql";
  ObjectChange extra;
  extra.change = plan::Change::create;
  extra.kind = "table";
  extra.object = "table app.extra";
  reports[0].result.differences = {extra};
  reports[1].result.database = "database two on b:5432 as me";
  reports[1].result.place = {"night", "b", "5432", "two"};
  reports[1].error = "cannot connect: \"refused\" <now>";
  for (const DriftFormat& format : drift_formats()) {
    CAPTURE(format.name);
    const std::string text = format.write(reports, {});
    const bool metrics = std::string(format.name) == "prometheus";
    CHECK((text.find("one on a:5432 as me") != std::string::npos) == !metrics);
    CHECK((text.find("two on b:5432 as me") != std::string::npos) == !metrics);
    CHECK(text.find("table") != std::string::npos);
    CHECK(text == format.write(reports, {}));
    CHECK((text.find("refused") != std::string::npos) == !metrics);
    if (metrics) {
      CHECK(text.find("pgplumb_drift_up{database=\"two\",environment=\"night\",host=\"b\",port=\"5432\"} 0\n") !=
            std::string::npos);
      CHECK(text.find("pgplumb_drift_differences{database=\"one\",host=\"a\",port=\"5432\",difference=") !=
            std::string::npos);
      CHECK(text.find("last_success_timestamp_seconds{database=\"two") == std::string::npos);
    }
  }
}
