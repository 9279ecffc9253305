#include "base/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include "base/error.hpp"

namespace pgplumb {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Ours without what is withheld, with what is added in place of what was there.
std::vector<std::string> environment_of(const Process& process) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text(*variable);
    const std::string name = text.substr(0, text.find('='));
    if (!process.environment.contains(name) && !process.withheld.contains(name)) variables.push_back(text);
  }
  for (const auto& [name, value] : process.environment) variables.push_back(name + "=" + value);
  return variables;
}

// Waits for a program that leads its group, and collects what it prints if there is an end to read.
int wait_for(pid_t child, int output, const Stop& stop, std::string& printed) {
  constexpr std::chrono::seconds grace{5};
  std::optional<std::chrono::steady_clock::time_point> asked;
  char buffer[4096];
  int status = 0;
  for (int pause = 1;; pause = std::min(2 * pause, 50)) {
    pollfd ends[] = {{output, POLLIN, 0}, {asked ? -1 : stop.descriptor(), POLLIN, 0}};
    (void)::poll(ends, 2, pause);
    if (ends[0].revents != 0) {
      const ssize_t size = ::read(output, buffer, sizeof buffer);
      if (size > 0) printed.append(buffer, static_cast<std::size_t>(size));
      if (size == 0) output = -1;
      pause = 1;
    }
    if (stop.asked()) {
      const auto now = std::chrono::steady_clock::now();
      if (!asked || now - *asked > grace) ::kill(-child, asked ? SIGKILL : SIGTERM);
      if (!asked) asked = now;
    }
    if (output == -1 && ::waitpid(child, &status, WNOHANG) == child)
      return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
}

}  // namespace

Ended run_process(const Process& process) {
  std::vector<std::string> arguments = process.arguments;
  std::vector<std::string> variables = environment_of(process);
  int output[2] = {-1, -1};
  if (process.capture && ::pipe2(output, O_CLOEXEC) != 0)
    throw Error("cannot start " + arguments.front() + ": " + std::strerror(errno));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, process.capture ? output[1] : STDERR_FILENO, STDOUT_FILENO);
  if (process.capture) posix_spawn_file_actions_adddup2(&actions, output[1], STDERR_FILENO);
  // A group of its own, so that all that it starts can be ended; Ctrl-C comes to us alone, and on by `stop`.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (process.stop.descriptor() >= 0) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, arguments.front().c_str(), &actions, &attributes,
                                     pointers(arguments).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (process.capture) ::close(output[1]);
  Ended ended;
  if (failure == 0) ended.exit_code = wait_for(child, output[0], process.stop, ended.output);
  if (process.capture) ::close(output[0]);
  if (failure != 0)
    throw Error("cannot start " + arguments.front() + ": " + std::strerror(failure), "is it installed and in PATH?");
  return ended;
}

}  // namespace pgplumb
