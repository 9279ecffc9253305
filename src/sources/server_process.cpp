#include "sources/server_process.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

#include "base/error.hpp"
#include "sources/remove_tree.hpp"

namespace pgplumb::sources {

namespace {

/// Everything that a child needs after fork, where no memory may be allocated: another thread may hold malloc's lock.
struct Prepared {
  explicit Prepared(const Launch& launch)
      : texts(launch.arguments),
        directory(launch.directory.string()),
        log(launch.log.string()),
        account(launch.account),
        cage(launch.cage) {
    for (auto& argument : texts) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    for (auto& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
  }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  /// Neither secrets nor what is meant for clients, nor the user's language.
  std::vector<std::string> variables{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"};
  std::vector<std::string> texts;
  std::vector<char*> arguments;
  std::vector<char*> environment;
  std::string directory;
  std::string log;
  std::optional<Account> account;
  Limits limits = server_limits();
  const Cage* cage;
};

/// Where a cage is reported, and its fence, as the child that enters it has them open; -1 without a cage.
struct CageFiles {
  int report = -1;
  int fence = -1;
};

void say(const char* text) noexcept {
  if (write(2, text, std::strlen(text)) < 0) return;  // there is nobody else to tell
}

[[noreturn]] void give_up(const char* what) noexcept {
  const char* reason = strerrordesc_np(errno);
  say(what);
  say(": ");
  say(reason == nullptr ? "unknown error" : reason);
  say("\n");
  _exit(127);
}

/// Becomes the program. Runs in a forked child: async-signal-safe calls only.
[[noreturn]] void become(const Prepared& prepared, pid_t parent, int death_signal, CageFiles files) noexcept {
  const int output = open(prepared.log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
  if (output >= 0) {
    dup2(output, 1);
    dup2(output, 2);
    if (prepared.account && fchown(output, prepared.account->user, prepared.account->group) != 0) give_up("fchown");
  }
  const int input = open("/dev/null", O_RDONLY);
  if (input < 0) give_up("cannot open /dev/null");
  dup2(input, 0);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD, SIGUSR1, SIGUSR2, SIGALRM})
    signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  if (prepared.account) {
    const auto& account = *prepared.account;
    if (setgroups(1, &account.group) != 0 || setgid(account.group) != 0 || setuid(account.user) != 0)
      give_up("cannot drop the rights of root");
  }
  if (chdir(prepared.directory.c_str()) != 0) give_up("cannot enter the directory");
  // After setuid, which clears it. If the parent has gone meanwhile, no signal will come.
  prctl(PR_SET_PDEATHSIG, death_signal);
  if (getppid() != parent) _exit(127);
  umask(077);
  set_limits(prepared.limits);
  if (prepared.cage != nullptr) enter(prepared.cage->filters(), files.fence, files.report);
  close_range(3, ~0U, 0);
  execve(prepared.arguments[0], prepared.arguments.data(), prepared.environment.data());
  give_up(prepared.arguments[0]);
}

/// No signal handler of ours may run in a child.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

std::pair<Descriptor, Descriptor> make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw Error(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::pair<Descriptor, Descriptor> make_sockets() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    throw Error(fmt::format("cannot make a socket: {}", std::strerror(errno)));
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Keeps these files open, as 3 and what follows, and no other: pipes of ours must not stay open because of the
/// watcher.
template <std::size_t count>
void keep_only(const std::array<int, count>& kept) noexcept {
  constexpr int first = 3;
  std::array<int, count> high{};
  for (std::size_t index = 0; index < count; ++index) {
    high[index] = fcntl(kept[index], F_DUPFD, first + static_cast<int>(count));
    if (high[index] < 0 && kept[index] >= 0) _exit(1);  // files are short: nothing that the server needs may be missing
  }
  int next = first;
  for (const int number : high) {
    if (number < 0) close(next);  // there is none: whatever has its place is not it
    if (number >= 0) dup3(number, next, O_CLOEXEC);
    ++next;
  }
  if (close_range(static_cast<unsigned>(next), ~0U, 0) != 0)
    for (int number = next; number < 1024; ++number) close(number);
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int number = 0; number < first; ++number) dup2(null, number);
  if (null >= next) close(null);
}

bool has_exited(pid_t child) noexcept {
  return waitpid(child, nullptr, WNOHANG) != 0;
}

void stop(pid_t server, int child_signals) noexcept {
  // SIGQUIT is an immediate shutdown; a server that hangs is killed, and its children see that.
  for (const int order : {SIGQUIT, SIGKILL}) {
    kill(server, order);
    for (int waited = 0; waited < 50; ++waited) {
      if (has_exited(server)) return;
      pollfd event{child_signals, POLLIN, 0};
      poll(&event, 1, 100);
      signalfd_siginfo ignored;
      while (read(child_signals, &ignored, sizeof ignored) > 0) continue;
    }
  }
}

/// Ends what a server has left: processes whose parents have gone are ours (PR_SET_CHILD_SUBREAPER). Those may have
/// children that become ours then.
void end_children() noexcept {
  for (int round = 0; round < 1000; ++round) {
    int status = 0;
    while (waitpid(-1, &status, WNOHANG) > 0) continue;
    if (waitpid(-1, &status, WNOHANG) < 0) return;  // there are none
    const int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    char text[4096];
    const ssize_t size = list < 0 ? -1 : read(list, text, sizeof text - 1);
    if (list >= 0) close(list);
    if (size <= 0) return;  // a kernel that does not tell
    text[size] = '\0';
    // A number that the end of the buffer has cut is not used: it comes again.
    const char* end = size == static_cast<ssize_t>(sizeof text) - 1 ? std::strrchr(text, ' ') : text + size;
    pid_t process = 0;
    for (const char* at = text; at < end; ++at) {
      if (*at >= '0' && *at <= '9') {
        process = process * 10 + (*at - '0');
      } else if (process > 1) {
        kill(process, SIGKILL);
        process = 0;
      }
    }
    poll(nullptr, 0, 1);
  }
}

/// The watcher's life. A forked child for all of it: async-signal-safe calls only.
[[noreturn]] void watch(const Prepared& prepared, const char* directory, int control_end, int report_end, int lock,
                        int cage_report) noexcept {
  setsid();
  prctl(PR_SET_NAME, "pgplumb-watcher");
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) signal(number, SIG_IGN);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  keep_only(
      std::array{control_end, report_end, lock, cage_report, prepared.cage == nullptr ? -1 : prepared.cage->fence()});
  const int control = 3;
  const int report = 4;  // 5 is the lock: as long as the watcher tidies up, nobody else does
  const CageFiles cage{6, 7};
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  const int child_signals = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
  sigprocmask(SIG_SETMASK, &children, nullptr);
  signal(SIGCHLD, SIG_DFL);

  const pid_t self = getpid();
  const pid_t server = fork();
  if (server == 0) become(prepared, self, SIGQUIT, cage);
  close(cage.report);
  close(cage.fence);
  bool running = server > 0;
  for (;;) {
    if (running && has_exited(server)) running = false;
    if (!running && fcntl(report, F_GETFD) >= 0) close(report);
    pollfd events[] = {{control, POLLIN, 0}, {child_signals, POLLIN, 0}};
    if (poll(events, 2, -1) < 0 && errno != EINTR) break;
    signalfd_siginfo ignored;
    while (read(child_signals, &ignored, sizeof ignored) > 0) continue;
    if (events[0].revents != 0) break;  // nothing is ever written: this is its end
  }
  if (running) stop(server, child_signals);
  end_children();
  _exit(remove_tree(directory) ? 0 : 1);
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}

}  // namespace

std::string last_lines(const std::filesystem::path& log, std::size_t count) {
  std::ifstream file(log);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (lines.size() == count) lines.erase(lines.begin());
    lines.push_back(line);
  }
  std::string text;
  for (const auto& line : lines) text += (text.empty() ? "  " : "\n  ") + line;
  return text.empty() ? "  (it printed nothing)" : text;
}

void run_program(const Launch& launch) {
  const Prepared prepared(launch);
  const pid_t parent = getpid();
  pid_t child = -1;
  {
    const SignalsHeld held;
    child = fork();
    if (child == 0) {
      setsid();
      become(prepared, parent, SIGKILL, {});
    }
  }
  if (child < 0) throw Error(fmt::format("cannot start {}: {}", launch.arguments.front(), std::strerror(errno)));
  const auto end = std::chrono::steady_clock::now() + launch.longest;
  int status = 0;
  for (int pause = 1; waitpid(child, &status, WNOHANG) == 0; pause = std::min(2 * pause, 50)) {
    if (std::chrono::steady_clock::now() > end) {
      kill(-child, SIGKILL);
      wait_for(child);
      throw Error(fmt::format("{} took longer than {} ms and was given up:\n{}", launch.arguments.front(),
                              std::chrono::duration_cast<std::chrono::milliseconds>(launch.longest).count(),
                              last_lines(launch.log)),
                  "is the disk full, or the machine out of memory?");
    }
    poll(nullptr, 0, pause);
  }
  if (status != 0)
    throw Error(fmt::format("{} failed:\n{}", launch.arguments.front(), last_lines(launch.log)),
                "the last lines of its output say why");
}

ServerProcess::ServerProcess(const Launch& launch, const PrivateDirectory& directory) {
  const Prepared prepared(launch);
  const std::string path = directory.path().string();
  auto [control_read, control_write] = make_pipe();
  auto [report_read, report_write] = make_pipe();
  auto [cage_read, cage_write] = make_sockets();
  {
    const SignalsHeld held;
    watcher_ = fork();
    if (watcher_ == 0)
      watch(prepared, path.c_str(), control_read.number(), report_write.number(), directory.lock(),
            cage_write.number());
  }
  if (watcher_ < 0) throw Error(fmt::format("cannot start a process: {}", std::strerror(errno)));
  control_ = std::move(control_write);
  report_ = std::move(report_read);
  cage_write.reset();
  if (launch.cage != nullptr) entered_ = receive_entered(cage_read.number());
}

void ServerProcess::help_to_start(int milliseconds) {
  if (entered_.listener.is_open())
    let_calls_through(entered_.listener.number(), milliseconds);
  else
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

ServerProcess::~ServerProcess() {
  control_.reset();
  wait_for(watcher_);
}

bool ServerProcess::has_ended() const {
  pollfd event{report_.number(), POLLIN, 0};
  return poll(&event, 1, 0) > 0;
}

}  // namespace pgplumb::sources
