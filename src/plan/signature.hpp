// Signatures of plan files: a line above the digest, by an Ed25519 key that whoever applies the plan trusts.
//
//     -- pgplumb plan 1
//     -- signature: ed25519 MEUCIQ...     of the same bytes as the digest
//     -- digest:  sha256:77ab...          of every byte below this line
//
// A digest says that a file is whole, a signature who has made it. Keys are PEM files as openssl writes them:
//     openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem
// Functions keep no state and may be called by several threads.

#pragma once

#include <string>
#include <string_view>

namespace pgplumb::plan {

/// A private key; nothing of it reaches a message.
class SigningKey {
 public:
  /// @throws Error for a file that cannot be read, holds no private key, one of another sort, or one that is locked by
  /// a passphrase, which is not asked for
  explicit SigningKey(const std::string& file);
  ~SigningKey();
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  /// `plan`, a plan file without a signature, with one.
  [[nodiscard]] std::string sign(const std::string& plan) const;

 private:
  void* key_ = nullptr;
};

/// @throws Error for a key that cannot be used; DiagnosedError (refused) with file and line for a plan that is not
/// signed or was signed by another key. `text` is a plan file whose digest is right.
void verify_signature(std::string_view text, const std::string& file, const std::string& key_file);

}  // namespace pgplumb::plan
