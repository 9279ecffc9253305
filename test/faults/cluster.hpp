// A server of its own for faults: it may crash, and recovers by itself.

#pragma once

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "postgres/connection.hpp"
#include "sources/scratch.hpp"

namespace test {

class Cluster {
 public:
  Cluster();

  /// By several threads at once.
  [[nodiscard]] std::string create_database() const;
  void drop_database(const std::string& name) const;
  [[nodiscard]] std::string url(const std::string& database) const { return scratch_->url(database); }
  void execute(const std::string& sql) const;

  /// Ends the sessions of pgplumb in `database` by the server's own means.
  void terminate_sessions(const std::string& database) const;
  /// One of its sessions ends without a word, so that the server ends all, and recovers from its log.
  void crash(const std::string& database) const;
  /// Until nobody but us is in it. False after a minute.
  [[nodiscard]] bool wait_until_alone(const std::string& database) const;

  /// Held together by whoever needs the server up, alone by whoever lets it crash.
  std::shared_mutex& upright() const { return upright_; }

 private:
  std::unique_ptr<pgplumb::sources::ScratchServer> scratch_;
  mutable std::shared_mutex upright_;
  mutable std::mutex creating_;
  mutable int databases_ = 0;
};

}  // namespace test
