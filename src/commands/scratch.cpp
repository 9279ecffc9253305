#include "pgplumb/scratch.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "pgplumb/error.hpp"
#include "sources/scratch.hpp"

namespace pgplumb {

namespace {

class OpenScratch : public ScratchDatabase {
 public:
  OpenScratch(const std::string& mode, const sources::ScratchNeeds& needs, const ScratchRequest& request)
      : server_(sources::start_scratch(mode, needs, request.connection, request.stop)),
        session_(server_->create_database()) {
    url_ = server_->url(session_.database());
    description_ = server_->description();
  }

  [[nodiscard]] const std::string& url() const override { return url_; }
  [[nodiscard]] const std::string& description() const override { return description_; }

 private:
  std::unique_ptr<sources::ScratchServer> server_;
  postgres::Connection session_;
  std::string url_;
  std::string description_;
};

/// Ctrl-C on a terminal reaches the command too: it decides what that means, and we outlive it to clean up.
class IgnoredSignals {
 public:
  IgnoredSignals() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGINT, &ignore, &interrupt_);
    sigaction(SIGQUIT, &ignore, &quit_);
  }
  ~IgnoredSignals() { restore(); }
  IgnoredSignals(const IgnoredSignals&) = delete;
  IgnoredSignals& operator=(const IgnoredSignals&) = delete;

  void restore() const {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGQUIT, &quit_, nullptr);
  }

 private:
  struct sigaction interrupt_ {};
  struct sigaction quit_ {};
};

volatile std::sig_atomic_t child = 0;

extern "C" void pass_on(int signal) {
  if (child > 0) ::kill(static_cast<pid_t>(child), signal);
}

}  // namespace

std::unique_ptr<ScratchDatabase> open_scratch(const ScratchRequest& request) {
  sources::ScratchNeeds needs;
  needs.major_version = request.major_version;
  needs.collate = needs.ctype = "C.UTF-8";
  needs.require_cage = request.settings.require_cage;
  needs.allow_superuser = request.settings.allow_superuser;
  const std::string& mode = request.settings.scratch;
  return std::make_unique<OpenScratch>(mode == "auto" ? "local" : mode, needs, request);
}

int run_with_database(const std::string& url, const std::vector<std::string>& command) {
  if (command.empty()) throw Error("no command was given", "write it behind --");
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  int failure[2];
  if (::pipe2(failure, O_CLOEXEC) != 0) throw Error(std::string("cannot start the command: ") + std::strerror(errno));
  const IgnoredSignals ignored;
  struct sigaction pass {};
  struct sigaction terminate {};
  pass.sa_handler = pass_on;
  sigaction(SIGTERM, &pass, &terminate);
  const pid_t process = ::fork();
  if (process == 0) {
    ignored.restore();
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    ::setenv("DATABASE_URL", url.c_str(), 1);
    ::execvp(arguments[0], arguments.data());
    const int reason = errno;
    const ssize_t written = ::write(failure[1], &reason, sizeof reason);
    ::_exit(written == sizeof reason ? 127 : 126);
  }
  const int fork_reason = errno;
  child = static_cast<std::sig_atomic_t>(process);
  ::close(failure[1]);
  int reason = 0;
  const bool failed = process < 0 || ::read(failure[0], &reason, sizeof reason) == sizeof reason;
  ::close(failure[0]);
  int status = 0;
  if (process > 0)
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  child = 0;
  sigaction(SIGTERM, &terminate, nullptr);
  if (failed)
    throw Error("cannot start " + command.front() + ": " + std::strerror(process < 0 ? fork_reason : reason),
                "is it installed and in PATH?");
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace pgplumb
