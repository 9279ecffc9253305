// Random schemas, in pairs that resemble each other as two versions of one schema do.
//
// Every object has a name that both versions share. Whether it is there, and what it is like, is decided by dice made
// from the seed, the name and the object's version, so that most objects are the same in both. What is generated need
// not be valid: the test runs statement by statement and leaves out what the server refuses.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random/dice.hpp"

namespace test {

class Generator {
 public:
  /// `changed` is the second version of the pair with this seed.
  Generator(std::uint64_t seed, bool changed);

  /// The schema's statements, in an order in which they can be run.
  [[nodiscard]] std::vector<std::string> statements();

 private:
  struct Column {
    std::string name;  ///< as SQL
    std::string type;
  };
  struct Relation {
    std::string name;  ///< as SQL
    std::vector<Column> columns;
    std::string key_type;  ///< of the primary key on its first column; empty: none
  };

  /// Dice for an object's own version, and whether it is there at all.
  [[nodiscard]] Dice dice(const std::string& name) const;
  [[nodiscard]] bool exists(const std::string& name, std::size_t percent) const;
  void say(std::string statement) { statements_.push_back(std::move(statement)); }

  void types();
  void functions();
  void tables();
  void table(const std::string& name, int number);
  void partitioned(const std::string& name);
  void constraints();
  void indexes();
  void late_functions();
  void views();
  void triggers();
  void policies();
  void comments_and_privileges();

  // topics.cpp
  void extensions();
  void event_triggers();
  void row_types();
  void heirs();
  void trees();
  void tree(const std::string& name);
  void leaves(const std::string& whole);
  void chains();
  void owners();

  std::string column_text(Dice& dice, const std::string& table, const Column& column);
  std::string condition(Dice& dice, const Column& column, const std::string& prefix = {});
  [[nodiscard]] std::string literal(Dice& dice, const std::string& type) const;
  Column any_column(Dice& dice, const Relation& relation);

  std::uint64_t seed_;
  bool changed_;
  std::vector<std::string> statements_;
  std::vector<std::string> column_types_;
  std::vector<Relation> tables_;
  std::vector<Relation> views_;
  std::vector<std::string> commentable_;  ///< "VIEW app.v1"
  std::string trigrams_;                  ///< the schema that pg_trgm is in; empty: none
};

}  // namespace test
