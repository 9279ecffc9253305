#include "report/drawing.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace pgplumb::report;

namespace {

std::vector<GraphNode> steps_after(const std::vector<std::vector<int>>& after) {
  std::vector<GraphNode> steps;
  for (const auto& earlier : after) {
    GraphNode& step = steps.emplace_back();
    const std::string number = std::to_string(steps.size());
    step.what = number + " · create";
    step.name = "table t" + number;
    step.after = earlier;
  }
  return steps;
}

Drawing drawing_of(const std::vector<GraphNode>& steps) {
  return place_steps(steps);
}

}  // namespace

TEST_CASE("a step stands to the right of those that it follows, and none on another") {
  std::vector<std::vector<int>> after(60);
  for (int step = 1; step < 60; ++step) {
    after[static_cast<std::size_t>(step)] = {step / 2 + 1 > step ? step : step / 2 + 1};
    if (step % 7 == 0) after[static_cast<std::size_t>(step)].insert(after[static_cast<std::size_t>(step)].begin(), 1);
  }
  const std::vector<GraphNode> steps = steps_after(after);
  const Drawing drawing = drawing_of(steps);
  std::map<int, PlacedStep> placed;
  for (const PlacedStep& one : drawing.steps) placed[one.index + 1] = one;
  REQUIRE(placed.size() == 60);
  for (int step = 1; step <= 60; ++step)
    for (const int earlier : steps[static_cast<std::size_t>(step - 1)].after)
      CHECK(placed[earlier].x + step_width < placed[step].x);
  for (const auto& [a, one] : placed)
    for (const auto& [b, other] : placed)
      if (a < b && one.x == other.x) CHECK(std::abs(one.y - other.y) >= step_height);
  for (const PlacedStep& one : drawing.steps) {
    CHECK(one.x >= 0);
    CHECK(one.y >= step_height / 2);
    CHECK(one.x + step_width <= drawing.width);
    CHECK(one.y + step_height / 2 <= drawing.height);
  }
}

TEST_CASE("lines lead from the right edge of a step to the left edge of one that waits for it") {
  const Drawing drawing = drawing_of(steps_after({{}, {1}, {1, 2}, {}}));
  CHECK(drawing.steps.size() == 3);
  REQUIRE(drawing.lines.size() == 3);
  std::set<std::pair<int, int>> starts;
  std::set<std::pair<int, int>> ends;
  for (const PlacedStep& step : drawing.steps) {
    starts.emplace(step.x + step_width, step.y);
    ends.emplace(step.x, step.y);
  }
  for (const Line& line : drawing.lines) {
    CHECK(starts.contains(line.points.front()));
    CHECK(ends.contains(line.points.back()));
  }
}

TEST_CASE("steps that nothing connects need no drawing") {
  CHECK(drawing_of(steps_after({{}, {}})).steps.empty());
  CHECK(drawing_of({}).width == 0);
}

TEST_CASE("names in the drawing stay text") {
  std::vector<GraphNode> steps = steps_after({{}, {1}});
  steps[0].name = "table \"<script>&";
  const std::string svg = svg_graph(steps);
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("table &quot;&lt;script&gt;&amp;") != std::string::npos);
}
