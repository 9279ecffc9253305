#include "faults/client.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "gallery/case.hpp"

extern char** environ;

namespace test {

Client::Client(const std::string& url, const std::string& plan) : log_("/tmp/pgplumb-faults-log-XXXXXX") {
  const int log = ::mkstemp(log_.data());
  if (log < 0) throw pgplumb::Error("no file for what apply prints could be made");
  std::vector<std::string> words = {PGPLUMB_BINARY, "apply", "--url", url, plan};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, log, 1);
  ::posix_spawn_file_actions_adddup2(&actions, log, 2);
  const int failure = ::posix_spawn(&pid_, PGPLUMB_BINARY, &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(log);
  if (failure != 0) throw pgplumb::Error("pgplumb could not be started");
}

Client::~Client() {
  if (pid_ > 0) (void)wait();
  std::filesystem::remove(log_);
}

void Client::kill() const {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

int Client::wait() {
  int status = 0;
  for (int wait = 0; wait < 6000; ++wait) {
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  kill();
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return -1;
}

std::string Client::output() const {
  return read_file(log_);
}

}  // namespace test
