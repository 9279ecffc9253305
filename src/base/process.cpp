#include "base/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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

std::string read_all(int descriptor) {
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t size = ::read(descriptor, buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(size));
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
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, arguments.front().c_str(), &actions, nullptr, pointers(arguments).data(),
                                     pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (process.capture) ::close(output[1]);
  Ended ended;
  if (failure == 0 && process.capture) ended.output = read_all(output[0]);
  if (process.capture) ::close(output[0]);
  if (failure != 0)
    throw Error("cannot start " + arguments.front() + ": " + std::strerror(failure), "is it installed and in PATH?");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  ended.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return ended;
}

}  // namespace pgplumb
