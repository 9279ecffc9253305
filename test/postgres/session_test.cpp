// Connections through a real pooler: pgbouncer of Debian, in front of the server of the tests.

#include "postgres/session.hpp"

#include <doctest/doctest.h>

#include "pooler.hpp"
#include "server.hpp"

using pgplumb::Error;
using pgplumb::postgres::Connection;
using pgplumb::postgres::refuse_known_pooler;
using pgplumb::postgres::require_session;
using pgplumb::postgres::SettingsOf;
using test::Pooler;

namespace {

std::string said(const std::string& url) {
  try {
    Connection connection(url, SettingsOf::database);
    require_session(connection, url);
  } catch (const Error& error) {
    return std::string(error.what()) + " / " + error.hint();
  }
  return "";
}

}  // namespace

TEST_CASE("a pooler in transaction mode is recognised and explained, one in session mode is a session") {
  test::Database database;
  {
    const Pooler pooler(database, "transaction");
    const std::string text = said(pooler.url());
    CHECK(text.find("is a pooler in transaction mode: it hands the server out anew for each transaction") !=
          std::string::npos);
    CHECK(text.find("locks and SET need a session") != std::string::npos);
    // Others use it too: whichever server one is given.
    Connection other(pooler.url(), SettingsOf::database);
    other.execute("SELECT 1");
    CHECK_FALSE(said(pooler.url()).empty());
  }
  {
    const Pooler pooler(database, "session");
    CHECK(said(pooler.url()).empty());
  }
  CHECK(said(database.url()).empty());
}

TEST_CASE("the platform's pooler is refused by its address, before it is asked") {
  for (const char* url : {"postgresql://postgres.abc:pw@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
                          "host=db.abc.supabase.co port=6543 user=postgres"}) {
    try {
      refuse_known_pooler(url);
      FAIL("it was taken");
    } catch (const Error& error) {
      CHECK(std::string(error.what()).find(":6543 is a pooler in transaction mode") != std::string::npos);
      CHECK(std::string(error.what()).find("pw") == std::string::npos);
      CHECK(error.hint().find("port 5432 instead of 6543") != std::string::npos);
    }
  }
  CHECK_NOTHROW(refuse_known_pooler("postgresql://postgres@db.abc.supabase.co:5432/postgres"));
  CHECK_NOTHROW(refuse_known_pooler("postgresql://me@localhost:6543/app"));
  CHECK_NOTHROW(refuse_known_pooler(""));
}
