#include "sources/system_calls.hpp"

#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

namespace pgplumb::sources {

namespace {

using Context = std::unique_ptr<void, decltype(&seccomp_release)>;

/// A filter that allows what no rule is about.
Context new_filter() {
  return {seccomp_init(SCMP_ACT_ALLOW), seccomp_release};
}

template <typename... Conditions>
void rule(const Context& filter, std::uint32_t action, int call, Conditions... conditions) {
  // A call that this machine does not have needs no rule.
  if (call != __NR_SCMP_ERROR) seccomp_rule_add(filter.get(), action, call, sizeof...(conditions), conditions...);
}

/// The filter as the kernel takes it; empty if that fails.
std::vector<sock_filter> program_of(const Context& filter) {
  const Descriptor file(memfd_create("filter", MFD_CLOEXEC));
  if (!file.is_open() || seccomp_export_bpf(filter.get(), file.number()) != 0) return {};
  const off_t size = lseek(file.number(), 0, SEEK_END);
  std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
  if (size <= 0 || pread(file.number(), program.data(), program.size() * sizeof(sock_filter), 0) != size) return {};
  return program;
}

std::vector<sock_filter> filter_of_start() {
  const Context filter = new_filter();
  for (const int call : {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(connect)}) rule(filter, SCMP_ACT_NOTIFY, call);
  rule(filter, SCMP_ACT_NOTIFY, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_NE, AF_UNIX));
  return program_of(filter);
}

std::vector<sock_filter> filter_for_life() {
  const Context filter = new_filter();
  const std::uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
  for (const int call :
       {// other processes
        SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kcmp), SCMP_SYS(pidfd_open),
        SCMP_SYS(pidfd_getfd), SCMP_SYS(process_madvise), SCMP_SYS(perf_event_open),
        // ways around this filter
        SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(bpf),
        SCMP_SYS(userfaultfd),
        // keys of the user
        SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl),
        // mounts and namespaces
        SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(fsopen),
        SCMP_SYS(fsconfig), SCMP_SYS(fsmount), SCMP_SYS(fspick), SCMP_SYS(move_mount), SCMP_SYS(open_tree),
        SCMP_SYS(mount_setattr), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(name_to_handle_at),
        SCMP_SYS(open_by_handle_at), SCMP_SYS(fanotify_init), SCMP_SYS(quotactl),
        // the machine
        SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(init_module), SCMP_SYS(finit_module),
        SCMP_SYS(delete_module), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(reboot), SCMP_SYS(settimeofday),
        SCMP_SYS(clock_settime), SCMP_SYS(clock_adjtime), SCMP_SYS(acct), SCMP_SYS(syslog), SCMP_SYS(vhangup),
        // a socket that is there may not be led elsewhere
        SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg)})
    rule(filter, refuse, call);
  rule(filter, refuse, SCMP_SYS(sendto), SCMP_A4(SCMP_CMP_NE, 0));
  rule(filter, refuse, SCMP_SYS(socketpair), SCMP_A0(SCMP_CMP_NE, AF_UNIX));
  rule(filter, refuse, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0));
  for (const std::uint64_t space :
       {CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP})
    rule(filter, refuse, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, space, space));
  // Its flags are out of a filter's sight: the C library takes clone instead.
  rule(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
  return program_of(filter);
}

CallFilters make_filters() {
  CallFilters filters{filter_of_start(), filter_for_life()};
  if (filters.while_starting.empty() || filters.never.empty()) return {};
  return filters;
}

long install(const std::vector<sock_filter>& program, unsigned long flags) noexcept {
  if (program.empty()) return -1;
  sock_fprog handed{static_cast<unsigned short>(program.size()), const_cast<sock_filter*>(program.data())};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &handed);
}

}  // namespace

const CallFilters& call_filters() {
  static const CallFilters made = make_filters();
  return made;
}

int filter_while_starting(const CallFilters& filters) noexcept {
  return static_cast<int>(install(filters.while_starting, SECCOMP_FILTER_FLAG_NEW_LISTENER));
}

bool filter_for_ever(const CallFilters& filters) noexcept {
  return install(filters.never, 0) == 0;
}

void let_calls_through(int listener, int milliseconds) {
  seccomp_notif* asked = nullptr;
  seccomp_notif_resp* answer = nullptr;
  if (seccomp_notify_alloc(&asked, &answer) != 0) return;
  pollfd event{listener, POLLIN, 0};
  while (poll(&event, 1, milliseconds) > 0 && (event.revents & POLLIN) != 0) {
    if (seccomp_notify_receive(listener, asked) != 0) break;  // who asked has gone
    answer->id = asked->id;
    answer->val = 0;
    answer->error = 0;
    answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    seccomp_notify_respond(listener, answer);
    milliseconds = 0;
  }
  seccomp_notify_free(asked, answer);
}

}  // namespace pgplumb::sources
