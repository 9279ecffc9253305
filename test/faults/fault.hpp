// Ways in which an apply can be stopped, each at a place between its statements.

#pragma once

#include <sys/types.h>

#include <array>
#include <string_view>

#include "severed_wire.hpp"

namespace test {

struct Fault {
  enum class Act { cut, kill_client, terminate_backend, crash_server };
  std::string_view name;
  Cut::Place place;
  Act act;
};

inline constexpr std::array<Fault, 9> faults = {{
    {"cut before", Cut::Place::before, Fault::Act::cut},
    {"cut in the middle", Cut::Place::middle, Fault::Act::cut},
    {"cut after", Cut::Place::after, Fault::Act::cut},
    {"cut in the answer", Cut::Place::answer, Fault::Act::cut},
    {"kill -9 before", Cut::Place::before, Fault::Act::kill_client},
    {"kill -9 after", Cut::Place::after, Fault::Act::kill_client},
    {"backend terminated", Cut::Place::before, Fault::Act::terminate_backend},
    {"server crash before", Cut::Place::before, Fault::Act::crash_server},
    {"server crash after", Cut::Place::after, Fault::Act::crash_server},
}};

/// A SIGKILL once a statement has been sent: of pgplumb, or of its session, which takes the server along.
inline constexpr std::array<Fault, 2> kills = {faults[5], faults[8]};

}  // namespace test
