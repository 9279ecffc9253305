#include "plan/signature.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "plan/plan_text.hpp"

namespace pgplumb::plan {

namespace {

constexpr std::size_t signature_size = 64;
constexpr const char* make_keys =
    "make a pair with: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out "
    "public.pem";

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// Nobody is asked for a passphrase: a plan is made where nobody sits.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

Key read_key(const std::string& file, bool is_private) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), std::fclose);
  if (!stream)
    throw Error("cannot read the key file " + file + ": " + std::strerror(errno), "check the path and its permissions");
  bool asked = false;
  Key key(is_private ? PEM_read_PrivateKey(stream.get(), nullptr, no_passphrase, &asked)
                     : PEM_read_PUBKEY(stream.get(), nullptr, no_passphrase, &asked),
          EVP_PKEY_free);
  ERR_clear_error();
  if (asked)
    throw Error("the key in " + file + " is locked by a passphrase",
                "unlock it with: openssl pkey -in KEY -out UNLOCKED");
  if (!key)
    throw Error("the file " + file + " holds no " + (is_private ? "private" : "public") + " key in PEM form",
                make_keys);
  if (EVP_PKEY_base_id(key.get()) != EVP_PKEY_ED25519)
    throw Error("the key in " + file + " is no Ed25519 key", make_keys);
  return key;
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// What the digest is of: everything below its line.
std::string_view signed_part(std::string_view text) {
  const std::size_t line = text.find("\n-- digest:  ");
  const std::size_t end = line == std::string_view::npos ? line : text.find('\n', line + 1);
  return end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
}

std::vector<unsigned char> decoded(std::string_view base64) {
  if (base64.size() != (signature_size + 2) / 3 * 4) return {};
  std::vector<unsigned char> raw(base64.size() / 4 * 3);
  if (EVP_DecodeBlock(raw.data(), bytes(base64), static_cast<int>(base64.size())) < 0) return {};
  raw.resize(signature_size);
  return raw;
}

[[noreturn]] void refuse(const std::string& file, const std::string& message, const std::string& hint) {
  throw DiagnosedError("the plan is not signed as it must be",
                       {{Severity::error, "plan-signature", {file, 2, 1}, "", message, hint}}, ExitCode::refused);
}

}  // namespace

SigningKey::SigningKey(const std::string& file) : key_(read_key(file, true).release()) {}

SigningKey::~SigningKey() {
  EVP_PKEY_free(static_cast<EVP_PKEY*>(key_));
}

std::string SigningKey::sign(const std::string& plan) const {
  const std::string_view part = signed_part(plan);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  unsigned char signature[signature_size];
  std::size_t size = sizeof signature;
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, static_cast<EVP_PKEY*>(key_)) != 1 ||
      EVP_DigestSign(context.get(), signature, &size, bytes(part), part.size()) != 1 || size != sizeof signature)
    throw InternalError("OpenSSL cannot sign the plan");
  unsigned char base64[(signature_size + 2) / 3 * 4 + 1];
  EVP_EncodeBlock(base64, signature, static_cast<int>(size));
  const std::size_t first = plan.find('\n') + 1;
  return plan.substr(0, first) + std::string(signature_line) + reinterpret_cast<const char*>(base64) + "\n" +
         plan.substr(first);
}

void verify_signature(std::string_view text, const std::string& file, const std::string& key_file) {
  const Key key = read_key(key_file, false);
  const std::size_t first = std::min(text.find('\n'), text.size() - 1) + 1;
  std::string_view line = text.substr(first, text.find('\n', first) - first);
  if (!line.starts_with(signature_line))
    refuse(file, "the plan is not signed, and here it must be", "make it with: pgplumb plan --sign KEY -o PLAN");
  line.remove_prefix(signature_line.size());
  const std::vector<unsigned char> signature = decoded(line);
  const std::string_view part = signed_part(text);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const bool good = context && !signature.empty() && !part.empty() &&
                    EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes(part), part.size()) == 1;
  ERR_clear_error();
  if (!good)
    refuse(file, "the signature of the plan is not that of the key in " + key_file,
           "somebody else made or changed it: have it made again by whoever holds that key");
}

}  // namespace pgplumb::plan
