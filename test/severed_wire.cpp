#include "severed_wire.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "base/error.hpp"

namespace test {

namespace {

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::size_t length_at(const std::string& bytes, std::size_t at) {
  std::size_t length = 0;
  for (std::size_t index = at; index < at + 4; ++index)
    length = length << 8U | static_cast<unsigned char>(bytes[index]);
  return length;
}

}  // namespace

SeveredWire::SeveredWire(const pgplumb::postgres::Connection& session, const std::string& database, Cut cut)
    : server_(session.host() + "/.s.PGSQL." + session.port()),
      folder_("/tmp/pgplumb-wire-XXXXXX"),
      rest_of_url_(" port=5432 dbname=" + database + " user=" + session.user()),
      cut_(std::move(cut)) {
  if (::mkdtemp(folder_.data()) == nullptr) throw pgplumb::Error("no folder for a wire could be made");
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(folder_ + "/.s.PGSQL.5432");
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 1) != 0)
    throw pgplumb::Error("the socket of a wire could not be made");
  thread_ = std::thread([this] { serve(); });
}

SeveredWire::~SeveredWire() {
  ::shutdown(listener_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  ::close(listener_);
  std::filesystem::remove_all(folder_);
}

std::string SeveredWire::url() const {
  return "host=" + folder_ + rest_of_url_;
}

const std::vector<std::string>& SeveredWire::statements() {
  if (thread_.joinable()) thread_.join();
  return statements_;
}

void SeveredWire::serve() {
  const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(server_);
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    pollfd ends[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    while (::poll(ends, 2, -1) > 0) {
      if (ends[0].revents != 0 && !pass_on(client, server)) break;
      if (ends[1].revents == 0) continue;
      char bytes[65536];
      const ssize_t count = ::recv(server, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      if (mute_) continue;
      const auto size = static_cast<std::size_t>(count);
      if (!write_all(client, {bytes, halves_ ? (size + 1) / 2 : size}) || halves_) break;
    }
  }
  ::close(client);
  ::close(server);
}

// Each message is a letter, but for the first one, and a length that counts itself (PostgreSQL manual, "Message
// Formats").
bool SeveredWire::pass_on(int from, int to) {
  char bytes[65536];
  const ssize_t count = ::recv(from, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  unread_.append(bytes, static_cast<std::size_t>(count));
  for (;;) {
    const std::size_t letter = greeted_ ? 1 : 0;
    if (unread_.size() < letter + 4) return true;
    const std::size_t end = letter + length_at(unread_, letter);
    if (unread_.size() < end) return true;
    const std::string_view message = std::string_view(unread_).substr(0, end);
    // Query, or Parse with an unnamed statement.
    if (const char kind = unread_[0]; greeted_ && (kind == 'Q' || kind == 'P')) {
      if (statements_.size() == cut_.statements && !reach_place(to, message)) return false;
      statements_.emplace_back(unread_.c_str() + (kind == 'Q' ? 5 : 6));
    }
    if (!write_all(to, message)) return false;
    greeted_ = true;
    unread_.erase(0, end);
  }
}

// Whether the wire still holds.
bool SeveredWire::reach_place(int to, std::string_view message) {
  if (cut_.place == Cut::Place::middle) (void)write_all(to, message.substr(0, message.size() / 2));
  if (cut_.place == Cut::Place::after) {
    // What belongs to it has come along: libpq sends all of a statement at once.
    (void)write_all(to, unread_);
    unread_.clear();
  }
  halves_ = cut_.place == Cut::Place::answer;
  if (halves_) return true;
  if (!cut_.instead) return false;
  mute_ = cut_.place == Cut::Place::after;
  cut_.instead();
  return cut_.place == Cut::Place::before;
}

}  // namespace test
