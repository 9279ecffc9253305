// SHA-256, the one hash of pgplumb: fingerprints, digests and lock files are all made with it.

#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace pgplumb {

/// Collects bytes and answers with their SHA-256. Not copyable; finish() may be called once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(std::string_view bytes);
  /// The 32 raw bytes. @throws InternalError if libcrypto fails
  [[nodiscard]] std::string finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// The 32 raw bytes of the SHA-256 of `bytes`.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// 64 lower-case hexadecimal digits of the SHA-256 of `bytes`.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// Lower-case hexadecimal digits of raw bytes.
[[nodiscard]] std::string hex(std::string_view bytes);

}  // namespace pgplumb
