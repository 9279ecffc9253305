// What pg_dump says about a database, taken apart so that two dumps can be compared entry by entry.
//
// pg_dump is the judge that knows nothing of pgplumb: two databases are equal if it writes the same entries for both.
// The order of entries does not count, nor does the order of a table's columns, which no plan can change, nor that of
// storage parameters and of an event trigger's tags, which are sets.

#pragma once

#include <map>
#include <string>
#include <vector>

namespace test {

/// Whether there is a pg_dump that reads a server of this version: it reads none that is newer than itself.
[[nodiscard]] bool can_dump(int server_major);

/// pg_dump --schema-only of the database that `url` names, with owners and privileges; `options` are more for the
/// shell.
/// @throws Error with what pg_dump said
[[nodiscard]] std::string dump_schema(const std::string& url, const std::string& options = {});

/// What psql says when it executes `file` in the database that `url` names, going on after errors.
[[nodiscard]] std::string run_psql(const std::string& url, const std::string& file);

/// The bodies of a dump's entries, by "Name: ...; Type: ...; Schema: ...; Owner: ...", as far as they are compared.
[[nodiscard]] std::map<std::string, std::string> dump_entries(const std::string& dump);

/// A line for each entry in which they differ; empty if they are equal.
[[nodiscard]] std::vector<std::string> dump_differences(const std::string& got, const std::string& wanted);

}  // namespace test
