// Failing to connect, said in a way that helps and that shows no secret.
//
// libpq's own messages can quote parts of a password: an unescaped "@", "/" or space in it makes the rest of it look
// like a host name, a port or a keyword. So a connection string that can be read in two ways is refused before libpq
// sees it.

#pragma once

#include <string>

#include "base/error.hpp"

namespace pgplumb::postgres {

/// `origin`: where it was written, "DATABASE_URL", which begins the message.
/// @throws Error if `conninfo` cannot be read, or only by taking part of a password, or all of a URL, for something
/// else
void refuse_unreadable(const std::string& conninfo, const std::string& origin = {});

/// A connection could not be made.
class ConnectError : public Error {
 public:
  using Error::Error;
};

/// The error for a connection that was refused. `description` names the place, `reason` is libpq's message, in which
/// `password` is masked.
[[nodiscard]] ConnectError connect_error(const std::string& description, std::string reason,
                                         const std::string& password);

}  // namespace pgplumb::postgres
