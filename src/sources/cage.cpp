#include "sources/cage.hpp"

#include <fmt/core.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include "sources/installation.hpp"
#include "sources/landlock.hpp"

namespace pgplumb::sources {

namespace {

constexpr unsigned long more_processes = 1000;
constexpr unsigned long gibibyte = 1UL << 30;

/// Room for one file number beside a message.
union Control {
  cmsghdr header;
  char room[CMSG_SPACE(sizeof(int))];
};

void send_entered(int report, Caged caged, int listener) noexcept {
  char word = static_cast<char>((caged.files ? 1 : 0) | (caged.calls ? 2 : 0));
  iovec piece{&word, 1};
  Control control{};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (listener >= 0) {
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof listener);
    std::memcpy(CMSG_DATA(header), &listener, sizeof listener);
  }
  if (sendmsg(report, &message, MSG_NOSIGNAL) < 0) return;  // nobody is there any more: we are not needed either
}

void set_limit(int what, rlim_t value) noexcept {
  rlimit limit{};
  if (getrlimit(static_cast<__rlimit_resource>(what), &limit) != 0) return;
  limit.rlim_max = limit.rlim_cur = std::min(value, limit.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(what), &limit);
}

/// All tasks of the machine, as "0.20 0.18 0.12 1/80 11206" tells; 0 if it does not.
unsigned long running_tasks() {
  std::ifstream file("/proc/loadavg");
  std::string ignored;
  unsigned long running = 0;
  unsigned long all = 0;
  char slash = 0;
  file >> ignored >> ignored >> ignored >> running >> slash >> all;
  return file ? all : 0;
}

}  // namespace

std::string Caged::missing() const {
  if (all()) return {};
  if (files) return "seccomp";
  return calls ? "Landlock" : "Landlock and seccomp";
}

Cage::Cage(const std::filesystem::path& program, const std::filesystem::path& own) : filters_(&call_filters()) {
  Fence fence;
  fence.read = readable_places(program.parent_path());
  fence.execute = {program, interpreter_of(program)};
  fence.devices = {"/dev/null", "/dev/zero"};
  fence.own = own;
  fence_ = make_fence(fence);
}

void enter(const CallFilters& filters, int fence, int report) noexcept {
  Caged caged;
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  caged.files = enter_fence(fence);
  const int listener = filter_while_starting(filters);
  // The second filter refuses to send what is sent here. It can be had wherever the first one could.
  caged.calls = listener >= 0;
  send_entered(report, caged, listener);
  if (caged.calls && !filter_for_ever(filters)) _exit(127);
}

Entered receive_entered(int report) {
  char word = 0;
  iovec piece{&word, 1};
  Control control{};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  ssize_t size = 0;
  while ((size = recvmsg(report, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR) continue;
  Entered entered;
  if (size != 1) return entered;
  entered.caged = {(word & 1) != 0, (word & 2) != 0};
  if (const cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr && header->cmsg_type == SCM_RIGHTS) {
    int number = -1;
    std::memcpy(&number, CMSG_DATA(header), sizeof number);
    entered.listener = Descriptor(number);
  }
  return entered;
}

Limits server_limits() {
  const auto tasks = running_tasks();
  return {tasks == 0 ? RLIM_INFINITY : tasks + more_processes, 4 * gibibyte, 64 * gibibyte, 2 * gibibyte};
}

void set_limits(const Limits& limits) noexcept {
  // By 1 no core is written and none is handed to a program either: core(5).
  set_limit(RLIMIT_CORE, 1);
  set_limit(RLIMIT_NPROC, limits.processes);
  set_limit(RLIMIT_DATA, limits.memory);
  set_limit(RLIMIT_AS, limits.addresses);
  set_limit(RLIMIT_FSIZE, limits.file);
}

}  // namespace pgplumb::sources
