// Steps placed in a picture: what waits stands to the right of what it waits for.
//
// A layered layout: a step's column is the longest way to it; within a column, steps stand near those that they are
// connected with, so that few lines cross. It depends on the steps alone, so that equal plans give equal pictures.

#pragma once

#include <string>
#include <vector>

#include "report/graph.hpp"

namespace pgplumb::report {

/// The middle of a step's left edge, in pixels from the top left corner.
struct PlacedStep {
  int index = 0;  ///< in graph_of()
  int x = 0;
  int y = 0;
};

/// A line from one step to a later one, through the points where it crosses columns between them.
struct Line {
  std::vector<std::pair<int, int>> points;
};

struct Drawing {
  int width = 0;
  int height = 0;
  std::vector<PlacedStep>
      steps;  ///< and manual sections: those that follow one or are followed; the others need no picture
  std::vector<Line> lines;
};

inline constexpr int step_width = 232;
inline constexpr int step_height = 44;

/// @pre every node follows earlier ones only
[[nodiscard]] Drawing place_steps(const std::vector<GraphNode>& nodes);

/// The drawing as SVG that takes its colours from the page, each step a link to "#step-3", each manual section
/// one to "#manual-1".
[[nodiscard]] std::string svg_graph(const std::vector<GraphNode>& nodes);

}  // namespace pgplumb::report
