#include "report/drawing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "report/escape.hpp"
#include "report/graph.hpp"

namespace pgplumb::report {

namespace {

constexpr int gap_x = 56;
constexpr int gap_y = 14;
constexpr int crossing_height = 10;  // the room of a line that passes a column
constexpr int margin = 8;
constexpr int sweeps = 8;
constexpr std::size_t longest_label = 30;

// A step, or a point where a line crosses a column.
struct Place {
  int step = -1;
  std::size_t column = 0;
  int y = 0;
  std::vector<std::size_t> left;
  std::vector<std::size_t> right;

  [[nodiscard]] int height() const { return step < 0 ? crossing_height : step_height; }
};

class Layout {
 public:
  explicit Layout(const std::vector<GraphNode>& steps) : steps_(steps) {
    find_columns();
    add_places();
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (std::size_t column = 1; column < columns_.size(); ++column) order(columns_[column], &Place::left);
      for (std::size_t column = columns_.size(); column-- > 0;) order(columns_[column], &Place::right);
    }
    stack();
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (std::size_t column = 1; column < columns_.size(); ++column) straighten(columns_[column], &Place::left);
      for (std::size_t column = columns_.size(); column-- > 0;) straighten(columns_[column], &Place::right);
    }
  }

  Drawing drawing() const {
    Drawing drawing;
    int top = 0;
    int bottom = 0;
    for (const Place& place : places_) {
      top = std::min(top, place.y - place.height() / 2);
      bottom = std::max(bottom, place.y + place.height() / 2);
    }
    const auto x = [&](const Place& place) { return margin + static_cast<int>(place.column) * (step_width + gap_x); };
    const auto y = [&](const Place& place) { return place.y - top + margin; };
    for (const Place& place : places_)
      if (place.step >= 0) drawing.steps.push_back({place.step, x(place), y(place)});
    for (const auto& way : ways_) {
      Line line;
      for (std::size_t at = 0; at < way.size(); ++at) {
        const Place& place = places_[way[at]];
        if (at > 0) line.points.emplace_back(x(place), y(place));
        if (at + 1 < way.size()) line.points.emplace_back(x(place) + step_width, y(place));
      }
      drawing.lines.push_back(std::move(line));
    }
    drawing.width =
        columns_.empty() ? 0 : static_cast<int>(columns_.size()) * (step_width + gap_x) - gap_x + 2 * margin;
    drawing.height = columns_.empty() ? 0 : bottom - top + 2 * margin;
    return drawing;
  }

 private:
  using Neighbours = std::vector<std::size_t> Place::*;

  void find_columns() {
    column_of_.resize(steps_.size());
    connected_.resize(steps_.size());
    for (std::size_t index = 0; index < steps_.size(); ++index)
      for (const int earlier : steps_[index].after) {
        const auto before = static_cast<std::size_t>(earlier - 1);
        column_of_[index] = std::max(column_of_[index], column_of_[before] + 1);
        connected_[index] = connected_[before] = true;
      }
    // What nothing holds back stands just before the first one that waits for it.
    std::vector<std::size_t> nearest(steps_.size(), SIZE_MAX);
    for (std::size_t index = steps_.size(); index-- > 0;) {
      if (steps_[index].after.empty() && nearest[index] != SIZE_MAX) column_of_[index] = nearest[index] - 1;
      for (const int earlier : steps_[index].after) {
        std::size_t& column = nearest[static_cast<std::size_t>(earlier - 1)];
        column = std::min(column, column_of_[index]);
      }
    }
  }

  std::size_t add(int step, std::size_t column) {
    if (columns_.size() <= column) columns_.resize(column + 1);
    columns_[column].push_back(places_.size());
    places_.push_back({step, column, 0, {}, {}});
    return places_.size() - 1;
  }

  void add_places() {
    std::vector<std::size_t> place_of(steps_.size());
    for (std::size_t index = 0; index < steps_.size(); ++index)
      if (connected_[index]) place_of[index] = add(static_cast<int>(index), column_of_[index]);
    for (std::size_t index = 0; index < steps_.size(); ++index)
      for (const int earlier : steps_[index].after) {
        const auto before = static_cast<std::size_t>(earlier - 1);
        std::vector<std::size_t>& way = ways_.emplace_back();
        way.push_back(place_of[before]);
        for (std::size_t column = column_of_[before] + 1; column < column_of_[index]; ++column)
          way.push_back(add(-1, column));
        way.push_back(place_of[index]);
        for (std::size_t at = 0; at + 1 < way.size(); ++at) {
          places_[way[at]].right.push_back(way[at + 1]);
          places_[way[at + 1]].left.push_back(way[at]);
        }
      }
    rank_.resize(places_.size());
    for (const auto& column : columns_) number(column);
  }

  void number(const std::vector<std::size_t>& column) {
    for (std::size_t at = 0; at < column.size(); ++at) rank_[column[at]] = at;
  }

  // By the mean place of the neighbours on one side; who has none there keeps its place.
  void order(std::vector<std::size_t>& column, Neighbours side) {
    std::vector<std::pair<double, std::size_t>> keys;
    for (const std::size_t place : column) {
      const auto& neighbours = places_[place].*side;
      double sum = 0;
      for (const std::size_t neighbour : neighbours) sum += static_cast<double>(rank_[neighbour]);
      keys.emplace_back(
          neighbours.empty() ? static_cast<double>(rank_[place]) : sum / static_cast<double>(neighbours.size()), place);
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t at = 0; at < keys.size(); ++at) column[at] = keys[at].second;
    number(column);
  }

  [[nodiscard]] int distance(std::size_t above, std::size_t below) const {
    return (places_[above].height() + places_[below].height()) / 2 + gap_y;
  }

  void stack() {
    for (const auto& column : columns_)
      for (std::size_t at = 1; at < column.size(); ++at)
        places_[column[at]].y = places_[column[at - 1]].y + distance(column[at - 1], column[at]);
  }

  // Each goes where its neighbours on one side are, as far as the others leave room: once pushed down from the top,
  // once up from the bottom, and between the two.
  void straighten(const std::vector<std::size_t>& column, Neighbours side) {
    std::vector<int> down(column.size());
    std::vector<int> up(column.size());
    for (std::size_t at = 0; at < column.size(); ++at) {
      const auto& neighbours = places_[column[at]].*side;
      int sum = 0;
      for (const std::size_t neighbour : neighbours) sum += places_[neighbour].y;
      down[at] = up[at] = neighbours.empty() ? places_[column[at]].y : sum / static_cast<int>(neighbours.size());
    }
    for (std::size_t at = 1; at < column.size(); ++at)
      down[at] = std::max(down[at], down[at - 1] + distance(column[at - 1], column[at]));
    for (std::size_t at = column.size(); at-- > 1;)
      up[at - 1] = std::min(up[at - 1], up[at] - distance(column[at - 1], column[at]));
    for (std::size_t at = 0; at < column.size(); ++at) places_[column[at]].y = (down[at] + up[at]) / 2;
  }

  const std::vector<GraphNode>& steps_;
  std::vector<std::size_t> column_of_;
  std::vector<bool> connected_;
  std::vector<Place> places_;
  std::vector<std::vector<std::size_t>> columns_;
  std::vector<std::vector<std::size_t>> ways_;
  std::vector<std::size_t> rank_;
};

std::string path_of(const Line& line) {
  std::string path;
  for (std::size_t at = 0; at < line.points.size(); ++at) {
    const auto [x, y] = line.points[at];
    if (at == 0) {
      path += fmt::format("M{} {}", x, y);
    } else if (at % 2 == 0) {
      path += fmt::format("H{}", x);  // straight through a column
    } else {
      const auto [from_x, from_y] = line.points[at - 1];
      const int middle = (from_x + x) / 2;
      path += fmt::format("C{} {} {} {} {} {}", middle, from_y, middle, y, x, y);
    }
  }
  return path;
}

/// "Step 3: create ", as one hears it.
std::string spoken(const GraphNode& node) {
  if (node.section) return "Manual section, " + node.what + ": ";
  const std::string dot = " · ";
  const std::size_t at = node.what.find(dot);
  return "Step " + node.what.substr(0, at) + ": " + node.what.substr(at + dot.size()) + " ";
}

}  // namespace

Drawing place_steps(const std::vector<GraphNode>& nodes) {
  return Layout(nodes).drawing();
}

std::string svg_graph(const std::vector<GraphNode>& nodes) {
  const Drawing drawing = place_steps(nodes);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"group\" "
      "aria-label=\"Steps, each a link, with lines to those that wait for it\">\n<defs><marker id=\"tip\" viewBox=\"0 "
      "0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" d=\"M0 "
      "0.5 7.5 4 0 7.5z\"/></marker></defs>\n",
      drawing.width, drawing.height);
  for (const Line& line : drawing.lines)
    svg += fmt::format("<path class=\"line\" marker-end=\"url(#tip)\" d=\"{}\"/>\n", path_of(line));
  for (const PlacedStep& placed : drawing.steps) {
    const GraphNode& node = nodes[static_cast<std::size_t>(placed.index)];
    const std::string name = visible(node.name);
    const int top = placed.y - step_height / 2;
    svg += fmt::format(
        "<a class=\"node {}\" href=\"#{}\" aria-label=\"{}{}{}\"><title>{}</title>"
        "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"7\"/>"
        "<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"4\" height=\"{}\" rx=\"2\"/>"
        "<text class=\"what\" x=\"{}\" y=\"{}\">{}</text><text class=\"name\" x=\"{}\" y=\"{}\">{}</text>",
        node.mark, node.anchor, spoken(node), html(name), node.hazard ? ", with a hazard" : "", html(name), placed.x,
        top, step_width, step_height, placed.x + 5, top + 7, step_height - 14, placed.x + 18, top + 17, node.what,
        placed.x + 18, top + 34, html(shortened(name, longest_label)));
    if (node.hazard)
      svg += fmt::format("<path class=\"warn\" d=\"M{} {}l7 12h-14z\"/>", placed.x + step_width - 15, top + 7);
    svg += "</a>\n";
  }
  return svg + "</svg>\n";
}

}  // namespace pgplumb::report
