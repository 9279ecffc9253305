// What is applied and stopped: plans of the gallery, made in several ways.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "faults/cluster.hpp"
#include "gallery/case.hpp"
#include "pgplumb/plan.hpp"

namespace test {

struct Way {
  std::string name;
  bool online = false;
  bool proved = true;
  bool sections = false;  ///< with manual sections before and after
  bool expand = false;
};

/// The ways, as a list.
[[nodiscard]] const std::vector<Way>& ways();
/// Those that have forms of their own, each behind the one that it is another form of.
[[nodiscard]] const std::vector<Way>& online_ways();

/// What is in a column, whatever the order of its rows.
struct Values {
  std::string count;  ///< of those that are not NULL
  std::string hash;

  bool operator==(const Values&) const = default;
};

/// What a database is like after the whole of a plan.
struct Outcome {
  std::string dump;                         ///< without the journal
  std::map<std::string, std::string> rows;  ///< by table, without the journal's and the log of the sections
  std::map<std::string, Values> values;     ///< by column of these tables
  std::map<std::string, int> log;           ///< how often each entry was made by a section
  std::set<std::string> unlogged;           ///< tables that a crash empties
};

class Subject {
 public:
  /// @throws Error if the plan cannot be made
  Subject(const Cluster& cluster, const GalleryCase& one, const Way& way);
  ~Subject();
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Of the plan, sorted.
  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }
  /// Loads a new, empty database as it is before the plan.
  void prepare(const std::string& url) const;
  /// Makes the plan again, of what is left, and answers with its file.
  [[nodiscard]] std::string plan_again(const std::string& url) const;
  [[nodiscard]] Outcome outcome(const std::string& url) const;
  /// A line for each way in which `got` is not what it must be after faults, `crashed` if the server did.
  [[nodiscard]] std::vector<std::string> complaints(Outcome got, Outcome wanted, bool crashed) const;

 private:
  [[nodiscard]] pgplumb::PlanResult write_plan(const std::string& url, const std::string& file) const;

  std::string name_;
  std::string folder_;
  std::string file_;
  std::string old_;
  Way way_;
  std::string scratch_;
  std::vector<std::string> statements_;
  Outcome before_;
};

}  // namespace test
