#include "plan/signature.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>

#include "commands/project.hpp"
#include "plan/hostile_plan.hpp"
#include "plan/plan_file.hpp"

using namespace pgplumb;
using namespace pgplumb::plan;

namespace {

/// A folder with keys as openssl writes them.
struct Keys {
  test::Project folder;
  Keys() {
    make(
        "openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem;"
        "openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out other.pem;"
        "openssl genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out ec.pem 2>/dev/null;"
        "openssl pkey -in ec.pem -pubout -out ec_public.pem;"
        "openssl pkey -in key.pem -aes256 -passout pass:secret -out locked.pem; echo nothing > none.pem");
  }
  void make(const std::string& commands) const {
    REQUIRE(std::system(("cd '" + folder.path("") + "' && { " + commands + "; }").c_str()) == 0);
  }
  [[nodiscard]] std::string operator()(const std::string& name) const { return folder.path(name); }
};

std::string failure(const std::function<void()>& act) {
  try {
    act();
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    return to_string(error.diagnostics().front());
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing";
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a signed plan reads as the plan that it is, and the key that goes with it verifies it") {
  const Keys keys;
  const std::string plain = write_plan_file(test::hostile_plan());
  const std::string text = SigningKey(keys("key.pem")).sign(plain);
  CHECK(text == SigningKey(keys("key.pem")).sign(plain));
  CHECK(read_plan_file(text, "p.sql") == test::hostile_plan());
  CHECK(digest_of(text) == digest_of(plain));
  verify_signature(text, "p.sql", keys("public.pem"));
}

TEST_CASE("openssl verifies the signature of what stands below the digest") {
  const Keys keys;
  keys.folder.write("plan.sql", SigningKey(keys("key.pem")).sign(write_plan_file(test::hostile_plan())));
  keys.make(
      "sed -n 's/^-- signature: ed25519 //p' plan.sql | head -1 | openssl base64 -d -A > signature;"
      "tail -n +4 plan.sql > signed; openssl pkeyutl -verify -rawin -pubin -inkey public.pem -in signed -sigfile "
      "signature > /dev/null");
}

TEST_CASE("what is not signed, signed by another key, or changed is refused") {
  const Keys keys;
  const std::string plain = write_plan_file(test::hostile_plan());
  const std::string text = SigningKey(keys("key.pem")).sign(plain);
  CHECK(holds(failure([&] { verify_signature(plain, "p.sql", keys("public.pem")); }),
              "p.sql:2:1: error: the plan is not signed"));
  CHECK(holds(failure([&] { verify_signature(text, "p.sql", keys("other.pem")); }), "is not that of the key in"));
  std::string changed = text;
  changed[changed.size() - 3] = 'x';
  CHECK(holds(failure([&] { verify_signature(changed, "p.sql", keys("public.pem")); }), "is not that of the key in"));
  std::string cut = text;
  cut.erase(cut.find("ed25519 ") + 8, 4);
  CHECK(holds(failure([&] { verify_signature(cut, "p.sql", keys("public.pem")); }), "is not that of the key in"));
}

TEST_CASE("a key that cannot be used is named with what is wrong with it, and nothing of it is shown") {
  const Keys keys;
  const auto signing = [&](const std::string& name) { return failure([&] { (void)SigningKey(keys(name)); }); };
  CHECK(holds(signing("missing.pem"), "cannot read the key file"));
  CHECK(holds(signing("missing.pem"), "No such file"));
  CHECK(holds(signing("none.pem"), "holds no private key"));
  CHECK(holds(signing("public.pem"), "holds no private key"));
  CHECK(holds(signing("ec.pem"), "is no Ed25519 key"));
  CHECK(holds(signing("locked.pem"), "is locked by a passphrase"));
  const auto verifying = [&](const std::string& name) {
    return failure([&] { verify_signature("", "p.sql", keys(name)); });
  };
  CHECK(holds(verifying("ec_public.pem"), "is no Ed25519 key"));
  CHECK(holds(verifying("key.pem"), "holds no public key"));
  CHECK(holds(verifying("missing.pem"), "cannot read the key file"));
}
