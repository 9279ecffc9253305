// Runs a command on a kernel that lacks Landlock, seccomp or both, as far as the command can tell: the calls fail with
// ENOSYS, as they do on such a kernel.
//
// usage: lacking landlock|seccomp|both|nothing COMMAND...

#include <seccomp.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

int main(int count, char** words) {
  if (count < 3) return 2;
  const std::string what = words[1];
  const auto filter = seccomp_init(SCMP_ACT_ALLOW);
  const auto refuse = [&](int call) { return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0); };
  int failed = 0;
  if (what == "landlock" || what == "both")
    for (const int call :
         {SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule), SCMP_SYS(landlock_restrict_self)})
      failed |= refuse(call);
  if (what == "seccomp" || what == "both") failed |= refuse(SCMP_SYS(seccomp));
  if (what != "nothing" && (failed != 0 || seccomp_load(filter) != 0)) {
    std::perror("cannot take the calls away");
    return 2;
  }
  seccomp_release(filter);
  execvp(words[2], words + 2);
  std::perror(words[2]);
  return 127;
}
