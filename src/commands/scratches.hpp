// The scratch server of one command: started when something first needs it, and never if nothing does.

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "postgres/connection.hpp"
#include "sources/scratch.hpp"

namespace pgplumb::commands {

class Scratches {
 public:
  /// Canonical for `live`, which must outlive this object. Stops when it does.
  Scratches(const Settings& settings, postgres::Connection& live, std::string live_conninfo, Progress progress);
  /// For commands without a live database.
  Scratches(const Settings& settings, Progress progress, Stop stop);

  [[nodiscard]] sources::ScratchServer& server();
  /// What the server is called; empty if none was started.
  [[nodiscard]] std::string description() const;

  /// A new, empty database with a session of a role called `role`, so that what is made there belongs to the same name
  /// as in the live database. Where the server is not ours alone, the session is that of the role that the connection
  /// names.
  [[nodiscard]] postgres::Connection create_database(const std::string& role);
  /// Told if the server is a local one that is not wholly in its cage, or another one on which others' functions have
  /// had more rights than they should.
  [[nodiscard]] std::optional<Diagnostic> cage_warning() const;
  /// Nobody else uses the server: roles may be made there.
  [[nodiscard]] bool is_private();

 private:
  [[nodiscard]] postgres::Connection bounded(postgres::Connection session) const;

  std::string mode_;
  bool require_cage_;
  bool allow_superuser_;
  std::chrono::milliseconds longest_;  ///< that all work on the server may take; 0: without end
  std::chrono::steady_clock::time_point begin_;
  std::vector<std::string> ignore_;  ///< as in the settings
  postgres::Connection* live_ = nullptr;
  std::string live_conninfo_;
  Progress progress_;
  Stop stop_;
  std::unique_ptr<sources::ScratchServer> server_;
};

}  // namespace pgplumb::commands
