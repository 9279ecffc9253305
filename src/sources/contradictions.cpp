#include "sources/contradictions.hpp"

#include <utility>

namespace pgplumb::sources {

Contradictions::Contradictions(const SchemaScript& script, const std::vector<std::size_t>& statements) {
  for (const std::size_t index : statements) {
    std::vector<sql::Claim> claims = sql::claims_of(script.statements[index].text);
    for (const sql::Claim& claim : claims) said_[subject(claim)].push_back({index, claim});
    if (!claims.empty()) claims_.emplace(index, std::move(claims));
  }
}

// Claims that contradict each other have one.
std::string Contradictions::subject(const sql::Claim& claim) {
  return claim.about + '\n' + (claim.object.empty() ? std::string() : claim.object.back());
}

std::vector<std::size_t> Contradictions::with(std::size_t statement) const {
  std::vector<std::size_t> found;
  const auto claims = claims_.find(statement);
  if (claims == claims_.end()) return found;
  for (const sql::Claim& claim : claims->second)
    for (const Said& said : said_.at(subject(claim)))
      if (sql::contradict(claim, said.claim)) found.push_back(said.statement);
  return found;
}

}  // namespace pgplumb::sources
