#include "pgplumb/stop.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/error.hpp"

namespace pgplumb {

Stop Stop::make() {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0)
    throw Error(std::string("cannot open a file: ") + std::strerror(errno), "raise the limit (ulimit -n)");
  Stop stop;
  stop.descriptor_ = std::shared_ptr<const int>(new int(descriptor), [](const int* closed) {
    ::close(*closed);
    delete closed;
  });
  return stop;
}

void Stop::ask() const noexcept {
  if (descriptor_ == nullptr) return;
  const int reason = errno;  // a signal comes between a call and whoever looks why it failed
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(*descriptor_, &one, sizeof one);  // no place: it was asked before
  errno = reason;
}

bool Stop::asked() const noexcept {
  pollfd event{descriptor(), POLLIN, 0};
  return descriptor_ != nullptr && ::poll(&event, 1, 0) > 0;
}

void Stop::check() const {
  if (asked()) throw Error("interrupted", "nothing was changed", ExitCode::interrupted);
}

int Stop::descriptor() const noexcept {
  return descriptor_ == nullptr ? -1 : *descriptor_;
}

}  // namespace pgplumb
